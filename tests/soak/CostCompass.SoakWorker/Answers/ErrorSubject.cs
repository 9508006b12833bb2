using System.Net;
using CostCompass.Providers;
using CostCompass.Providers.Http;

namespace CostCompass.SoakWorker.Answers;

/// <summary>What a provider says when it refuses: it stands in messages, whatever it holds, and never hides the refusal.</summary>
internal sealed class ErrorSubject : AnswerSubject
{
    private static readonly (int Status, string ErrorId)[] Refusals =
    [
        (400, ProviderErrorId.BadRequest), (401, ProviderErrorId.KeyRejected), (402, ProviderErrorId.BalanceInsufficient), (403, ProviderErrorId.KeyForbidden),
        (404, ProviderErrorId.EndpointNotFound), (418, ProviderErrorId.UnexpectedStatus), (422, ProviderErrorId.BadRequest),
    ];

    private readonly IBalanceProvider _provider;
    private int _turn;

    public ErrorSubject()
    {
        _provider = Catalog.Require<IBalanceProvider>("DeepSeek");
        Server.Status = _ => (HttpStatusCode)Refusals[_turn].Status;
    }

    public override IReadOnlyList<string> Answers { get; } =
    [
        """{"error":{"message":"Authentication Fails: your api key is invalid","type":"authentication_error","param":null,"code":"invalid_request_error"}}""",
        """{"message":"Insufficient balance","code":30001,"data":[{"message":"more"}]}""",
    ];

    public override bool MayEndIn(CostException failure) => failure.ErrorId == Refusals[_turn].ErrorId && failure.Message.Length < 1000;

    public override string? Read(IReadOnlyList<byte[]> pages)
    {
        _turn = (_turn + 1) % Refusals.Length;
        Server.Serve(pages);
        _ = _provider.ReadAsync(RequestTo(_provider.Description.BaseUri)).GetAwaiter().GetResult();
        return "a refusal was taken for an answer";
    }
}
