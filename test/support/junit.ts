/** Holds a JUnit XML report against the form that its readers share: elements, attributes, their order, and the counts. */
import { DOMParser, type Element } from '@xmldom/xmldom';

interface Form {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Which elements may stand in it, in this order. */
  readonly children: readonly string[];
  readonly text: boolean;
}

const COUNTS = ['tests', 'failures', 'errors', 'skipped'];
const REASON: Form = { required: ['type'], optional: ['message'], children: [], text: true };

/** As the schema of the Jenkins plug-in has it, without what is never written here. */
const FORMS: Readonly<Record<string, Form>> = {
  testsuites: { required: [], optional: ['name', 'time', ...COUNTS], children: ['testsuite'], text: false },
  testsuite: {
    required: ['name', 'tests'],
    optional: ['failures', 'errors', 'skipped', 'time'],
    children: ['properties', 'testcase'],
    text: false,
  },
  testcase: {
    required: ['name', 'classname'],
    optional: ['time'],
    children: ['skipped', 'error', 'failure'],
    text: false,
  },
  properties: { required: [], optional: [], children: ['property'], text: false },
  property: { required: ['name', 'value'], optional: [], children: [], text: false },
  skipped: { required: [], optional: ['message'], children: [], text: true },
  error: REASON,
  failure: REASON,
};

/** Everything that is wrong with a report; nothing where it is in order. */
export function junitFaults(xml: string): readonly string[] {
  const faults: string[] = [];
  const note = (level: unknown, message: string): void => {
    if (level !== 'warning') faults.push(message);
  };
  const top = parsed(xml, note)?.documentElement;
  if (top?.tagName !== 'testsuites') return [...faults, 'the top is not `testsuites`'];
  checkElement(top, faults);
  checkCounts(top, faults);
  for (const suite of childrenOf(top)) checkCounts(suite, faults);
  return faults;
}

/** A text that ends too early is told of, and gives nothing. */
function parsed(xml: string, note: (level: unknown, message: string) => void) {
  try {
    return new DOMParser({ onError: note }).parseFromString(xml, 'text/xml');
  } catch (error) {
    note('fatalError', String(error));
    return undefined;
  }
}

const childrenOf = (element: Element): readonly Element[] =>
  [...Array(element.childNodes.length).keys()].flatMap((index) => {
    const child = element.childNodes.item(index);
    return child?.nodeType === 1 ? [child as Element] : [];
  });

function checkElement(element: Element, faults: string[]): void {
  const { tagName } = element;
  const form = FORMS[tagName];
  if (form === undefined) return void faults.push(`there is no element \`${tagName}\``);
  const names = [...Array(element.attributes.length).keys()].map(
    (index) => element.attributes.item(index)?.name ?? '',
  );
  for (const name of form.required) if (!names.includes(name)) faults.push(`${tagName} lacks \`${name}\``);
  for (const name of names) {
    if (![...form.required, ...form.optional].includes(name)) faults.push(`${tagName} has \`${name}\``);
    const value = element.getAttribute(name) ?? '';
    if (COUNTS.includes(name) && !/^\d+$/.test(value)) faults.push(`${tagName} ${name} is \`${value}\``);
    if (name === 'time' && !/^\d+\.\d+$/.test(value)) faults.push(`${tagName} ${name} is \`${value}\``);
  }
  const children = childrenOf(element);
  const ranks = children.map((one) => form.children.indexOf(one.tagName));
  if (ranks.includes(-1) || ranks.some((rank, at) => rank < (ranks[at - 1] ?? 0))) {
    faults.push(`${tagName} holds ${children.map((one) => one.tagName).join(', ')}`);
  }
  if (!form.text && children.length === 0 && (element.textContent ?? '').trim() !== '') {
    faults.push(`${tagName} holds text`);
  }
  for (const child of children) checkElement(child, faults);
}

/** What a `testsuite`, or all of them, counts is what is in it. */
function checkCounts(element: Element, faults: string[]): void {
  const within = { tests: 'testcase', failures: 'failure', errors: 'error', skipped: 'skipped' };
  for (const [count, name] of Object.entries(within)) {
    const number = element.getElementsByTagName(name).length;
    // Who never skips need not say so.
    if (count === 'skipped' && number === 0 && !element.hasAttribute(count)) continue;
    if (element.getAttribute(count) !== String(number)) {
      faults.push(`${element.tagName} counts ${element.getAttribute(count)} ${count}, and holds ${number}`);
    }
  }
}
