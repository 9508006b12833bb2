namespace CostCompass.Logs;

/// <summary>Something that should hold a call and can't be read. What else is in the file is counted all the same.</summary>
/// <param name="Source">The file, as it was named to the reader.</param>
/// <param name="Line">The line on which it begins, the first being 1.</param>
/// <param name="ErrorId">A stable identifier in PascalCase.</param>
/// <param name="Message">What is wrong, as the end of a sentence about the line.</param>
/// <param name="Action">The next step.</param>
public sealed record UsageFault(string Source, long Line, string ErrorId, string Message, string Action);
