using System.Net;
using System.Text.Json;
using CostCompass.Providers;
using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;

namespace CostCompass.SoakWorker.Answers;

/// <summary>Something that reads answers, with sound ones to begin from. One thread uses it at a time.</summary>
internal abstract class AnswerSubject : IDisposable
{
    /// <summary>The span of the reports that are asked for.</summary>
    public static readonly DateTimeOffset From = new(2026, 11, 14, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset To = From.AddDays(2);

    private readonly ProviderHttpClient _http;

    protected AnswerSubject(IReadOnlyList<ProviderDefinition>? definitions = null)
    {
        Server = new CannedServer();
        _http = new ProviderHttpClient(Server, TimeProvider.System, new ProviderHttpOptions { Timeout = TimeSpan.FromSeconds(60), RetryDelay = TimeSpan.FromMilliseconds(1) });
        Catalog = new ProviderCatalog(_http, definitions);
    }

    /// <summary>Sound answers.</summary>
    public abstract IReadOnlyList<string> Answers { get; }

    /// <summary>How the pages are sent: compressed, or as they are where there is null. Empty when no page is compressed.</summary>
    public IReadOnlyList<PackedPage?> Packed { set => Server.Packed = value; }

    /// <summary>Whether what is not known is a fault, so that an answer with more in it may be refused.</summary>
    public virtual bool RefusesTheUnknown => false;

    /// <summary>Whether what is read comes from a server, which may compress it.</summary>
    public virtual bool IsAnswer => true;

    protected ProviderCatalog Catalog { get; }

    protected CannedServer Server { get; }

    protected ProviderHttpClient Http => _http;

    /// <summary>Reads an answer.</summary>
    /// <param name="pages">The answer, or its pages.</param>
    /// <returns>What is wrong with what was read; null when nothing is.</returns>
    /// <exception cref="CostException">The answer is refused.</exception>
    public abstract string? Read(IReadOnlyList<byte[]> pages);

    /// <summary>Whether an answer may be refused in this way.</summary>
    /// <param name="failure">The refusal.</param>
    public virtual bool MayEndIn(CostException failure) => failure.ErrorId is ProviderErrorId.UnexpectedAnswer;

    public void Dispose() => _http.Dispose();

    protected static ProviderRequest RequestTo(Uri address) => new() { Account = "team", BaseUri = address, Key = new AccountKey(KeyAddress.Of(address), SecretText.FromChars(OddValues.Key)) };

    /// <summary>Reads an answer without the providers.</summary>
    protected static string? Compare(byte[] body, Func<StatedAnswer, string?> compare)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return compare(new StatedAnswer(document.RootElement));
        }
        catch (JsonException)
        {
            return "no JSON was taken for an answer";
        }
        catch (NotStatedException failure)
        {
            return $"taken though {failure.Message}";
        }
        catch (InvalidOperationException)
        {
            return "text that is no Unicode was taken for an answer";
        }
    }

    /// <summary>Whether a text can be shown on a terminal, and shows no key.</summary>
    protected static bool IsFitToShow(string text) => !text.Any(char.IsControl) && !text.Contains(OddValues.Key, StringComparison.Ordinal);

    /// <summary>Answers each request with the next page, and with the last one for ever.</summary>
    protected sealed class CannedServer : HttpMessageHandler
    {
        public IReadOnlyList<byte[]> Pages { get; set; } = [];

        public IReadOnlyList<PackedPage?> Packed { get; set; } = [];

        public int Requests { get; set; }

        public Func<HttpRequestMessage, HttpStatusCode> Status { get; set; } = _ => HttpStatusCode.OK;

        public void Serve(IReadOnlyList<byte[]> pages) => (Pages, Requests) = (pages, 0);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpStatusCode status = Status(request);
            int page = Math.Min(Requests, Pages.Count - 1);
            Requests += status == HttpStatusCode.Forbidden ? 0 : 1;
            HttpContent content = Packed.ElementAtOrDefault(page) is { } packed ? new StreamContent(packed.Open()) : new ByteArrayContent(Pages[page]);
            return Task.FromResult(new HttpResponseMessage(status) { Content = content });
        }
    }
}
