using CostCompass.Providers.Http;

namespace CostCompass.Providers.Reports;

/// <summary>An interval of a cost report, and where it stood in the answer.</summary>
/// <param name="From">Its start, in UTC.</param>
/// <param name="To">Its end, exclusive.</param>
/// <param name="Entry">The object of the answer.</param>
/// <param name="StartField">The name of the field that holds its start.</param>
internal readonly record struct ReportBucket(DateTimeOffset From, DateTimeOffset To, AnswerObject Entry, string StartField);
