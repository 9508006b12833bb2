namespace CostCompass.Views.Statements;

/// <summary>Something that a reader has to know about the figures.</summary>
/// <param name="Title">What it is about, in a word or two.</param>
/// <param name="Text">The whole of it, in sentences.</param>
public sealed record StatementNote(string Title, string Text);
