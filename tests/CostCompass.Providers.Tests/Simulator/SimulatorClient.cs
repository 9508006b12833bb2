using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostCompass.Simulator;

namespace CostCompass.Providers.Tests.Simulator;

/// <summary>A plain client, which follows no redirect and knows nothing of the providers' own code.</summary>
internal sealed class SimulatorClient : IDisposable
{
    private readonly HttpClient http;

    public SimulatorClient(SimulatedDeepSeek simulator, string? key = SimulatorOptions.DefaultKey)
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = simulator.BaseUri };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
    }

    public Task<HttpResponseMessage> GetAsync(string path, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        http.GetAsync(new Uri(path, UriKind.Relative), completion);

    public async Task<JsonNode> GetJsonAsync(string path) => (await http.GetFromJsonAsync<JsonNode>(path))!;

    public Task<HttpResponseMessage> PostAsync(string path, object body) => http.PostAsJsonAsync(path, body, JsonSerializerOptions.Web);

    public Task<HttpResponseMessage> DeleteAsync(string path) => http.DeleteAsync(new Uri(path, UriKind.Relative));

    /// <summary>Total, granted and topped-up of one entry of the balance.</summary>
    public async Task<(string Total, string Granted, string ToppedUp)> BalanceAsync(int index = 0)
    {
        var entry = (await GetJsonAsync("/user/balance"))["balance_infos"]![index]!;
        return ((string)entry["total_balance"]!, (string)entry["granted_balance"]!, (string)entry["topped_up_balance"]!);
    }

    public Task<HttpResponseMessage> ChatAsync(string model, long hits = 0, long misses = 0, long output = 0) => PostAsync(
        "/chat/completions",
        new
        {
            model,
            messages = new[] { new { role = "user", content = "Hello" } },
            simulated_usage = new { prompt_cache_hit_tokens = hits, prompt_cache_miss_tokens = misses, completion_tokens = output },
        });

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public void Dispose() => http.Dispose();
}
