import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type {
  AnswerKey,
  builtinKeySchema,
  CustomKey,
  customKeySchema,
  Task,
  taskFieldsSchema,
} from './task.js';

/** The fields of each member of a union, without the `undefined` that zod adds to optional ones. */
type Fields<T> = T extends unknown ? { readonly [Field in keyof T]: Exclude<T[Field], undefined> } : never;

test('the schema of a task has the fields and types of a task', () => {
  expectTypeOf<Fields<z.output<typeof taskFieldsSchema>>>().toEqualTypeOf<Fields<Task>>();
});

test('the schema of built-in answer keys has their fields and types', () => {
  expectTypeOf<Fields<z.output<typeof builtinKeySchema>>>().toEqualTypeOf<
    Fields<Exclude<AnswerKey, CustomKey>>
  >();
});

test('the schema of custom answer keys has the fields of one, and asks for a text as its kind', () => {
  type Parsed = Fields<z.output<typeof customKeySchema>>;
  expectTypeOf<Parsed['kind']>().toEqualTypeOf<string>();
  expectTypeOf<Parsed['answer']>().toEqualTypeOf<CustomKey['answer']>();
  expectTypeOf<Parsed['hint']>().toEqualTypeOf<Fields<CustomKey>['hint']>();
});
