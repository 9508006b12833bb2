namespace CostCompass.Logs.Formats;

/// <summary>The counts of a usage in any format. <c>Reasoning</c> is <c>NoCount</c> if the response doesn't contain it.</summary>
internal record struct TokenCounts(int Hits, int Misses, int Output, int Reasoning, long Searches = 0);
