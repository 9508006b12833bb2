namespace CostCompass.Providers.DeepSeek;

/// <summary>The models that an account may call, and the rate limits that stood in the headers of the same answer.</summary>
/// <param name="Models">The models in the order of the response.</param>
/// <param name="RateLimits">One for requests and one for tokens; null inside where a header is absent.</param>
public sealed record DeepSeekModelList(IReadOnlyList<DeepSeekModel> Models, IReadOnlyList<DeepSeekRateLimit> RateLimits);
