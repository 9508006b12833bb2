using CostCompass.Providers.Http;

namespace CostCompass.Providers.Reports;

/// <summary>An interval of a cost report, with its object in the response.</summary>
/// <param name="From">Its start, in UTC.</param>
/// <param name="To">Its end, exclusive.</param>
/// <param name="Entry">The object in the response.</param>
/// <param name="StartField">The name of the field with its start.</param>
internal readonly record struct ReportBucket(DateTimeOffset From, DateTimeOffset To, AnswerObject Entry, string StartField);
