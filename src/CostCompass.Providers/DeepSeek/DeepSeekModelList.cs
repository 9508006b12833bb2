namespace CostCompass.Providers.DeepSeek;

/// <summary>The models that an account can call, and the rate limits in the headers of the same response.</summary>
/// <param name="Models">The models in the order of the response.</param>
/// <param name="RateLimits">One for requests and one for tokens. The value of a missing header is null.</param>
public sealed record DeepSeekModelList(IReadOnlyList<DeepSeekModel> Models, IReadOnlyList<DeepSeekRateLimit> RateLimits);
