using System.Net;
using System.Text;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>Answers each request by its number, from 1, and keeps what was asked.</summary>
internal sealed class CannedHandler(Func<int, HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<CannedRequest> Requests { get; } = [];

    public static CannedHandler Of(string body) => new((_, _) => Json(body));

    public static CannedHandler Of(HttpStatusCode status, string body = "{}") => new((_, _) => Json(body, status));

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Copies: the header with the key is overwritten once the request has ended.
        var headers = request.Headers.NonValidated.ToDictionary(header => header.Key, header => new string(header.Value.ToString()), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new CannedRequest(request.Method, request.RequestUri!, headers, body));
        return answer(Requests.Count, request);
    }
}

/// <summary>What was asked.</summary>
internal sealed record CannedRequest(HttpMethod Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string? Body);
