using CostCompass.Providers.Http;

namespace CostCompass.Providers.RunPod;

/// <summary>RunPod: <c>POST /graphql</c>, with a read-only query.</summary>
public sealed class RunPodProvider : IBalanceProvider
{
    private static readonly byte[] Query = """{"query":"query { myself { clientBalance currentSpendPerHr } }"}"""u8.ToArray();

    private readonly BalanceQuestion _question;

    /// <summary>Creates the provider. Nothing is sent.</summary>
    /// <param name="http">The HTTP client.</param>
    public RunPodProvider(ProviderHttpClient http) => _question = new BalanceQuestion(http, Description);

    /// <inheritdoc/>
    public CostProvider Description { get; } = new()
    {
        Name = "RunPod",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = "RUNPOD_API_KEY",
        BaseUri = new Uri("https://api.runpod.io"),
        KeyPage = new Uri("https://console.runpod.io/user/settings"),
        Tells = "The balance, in dollars.",
        DoesNotTell = "The spend per pod.",
    };

    /// <inheritdoc/>
    public Task<BalanceAnswer> ReadAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        _question.AskAsync(request, ProviderCall.To(Description, "graphql") with { JsonBody = Query }, "USD", Read, cancellationToken);

    private BalanceLevels Read(AnswerObject answer) => RunPodBalanceAnswer.Read(answer, RefusedKey.Advice(Description));
}
