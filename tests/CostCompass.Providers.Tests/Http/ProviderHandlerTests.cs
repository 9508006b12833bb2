using System.Net;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

/// <summary>These change the proxy of the whole process, so nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SystemProxy
{
    public const string Name = "The system's proxy";
}

[Collection(SystemProxy.Name)]
public sealed class ProviderHandlerTests : IDisposable
{
    private readonly IWebProxy _systemProxy = HttpClient.DefaultProxy;

    public ProviderHandlerTests() => HttpClient.DefaultProxy = new WebProxy("http://192.0.2.1:8080");

    public void Dispose() => HttpClient.DefaultProxy = _systemProxy;

    [Theory]
    [InlineData("http://127.0.0.1:5000/user/balance", true)]
    [InlineData("http://[::1]:5000/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("https://api.deepseek.com/", false)]
    public void TheSystemsProxy_IsUsed_ExceptForThisMachine(string target, bool isBypassed)
    {
        using var handler = ProviderHandler.Create();

        Assert.Equal(isBypassed, handler.Proxy!.IsBypassed(new Uri(target)));
        Assert.Equal(isBypassed ? null : "192.0.2.1", handler.Proxy.GetProxy(new Uri(target))?.Host);
    }

    [Fact]
    public void NothingFollowsRedirects_OrKeepsCookies()
    {
        using var handler = ProviderHandler.Create();

        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Equal(TimeSpan.FromMinutes(5), handler.PooledConnectionLifetime);
    }
}
