/** What is worth knowing of something that is imported. */
export interface Note {
  readonly file: string;
  readonly at: string;
  readonly message: string;
}
