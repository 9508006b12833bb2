namespace CostCompass.Logs;

/// <summary>Something that should contain a call and can't be read. The rest of the file is still counted.</summary>
/// <param name="Source">The file, as it was named to the reader.</param>
/// <param name="Line">The line on which it begins. The first line is 1. 0 if it is the whole file.</param>
/// <param name="ErrorId">A stable identifier in PascalCase.</param>
/// <param name="Message">The problem, as the predicate of a sentence about the line.</param>
/// <param name="Action">The next step.</param>
public sealed record UsageFault(string Source, long Line, string ErrorId, string Message, string Action);
