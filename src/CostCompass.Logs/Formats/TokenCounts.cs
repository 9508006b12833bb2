namespace CostCompass.Logs.Formats;

/// <summary>What a usage counts, whatever its format. <c>Reasoning</c> is <c>NoCount</c> when the answer doesn't tell.</summary>
internal record struct TokenCounts(int Hits, int Misses, int Output, int Reasoning, long Searches = 0);
