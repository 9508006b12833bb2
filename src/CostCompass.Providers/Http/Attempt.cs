namespace CostCompass.Providers.Http;

/// <summary>The result of one attempt: a response, or a failure that may be worth another attempt.</summary>
internal readonly record struct Attempt(ProviderAnswer? Answer, CostException? Failure, bool IsWorthRepeating)
{
    public static Attempt Of(ProviderAnswer answer) => new(answer, null, false);

    public static Attempt Failed(CostException failure, bool isWorthRepeating = false) => new(null, failure, isWorthRepeating);
}
