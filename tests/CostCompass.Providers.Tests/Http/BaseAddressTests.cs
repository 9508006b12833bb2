using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

public sealed class BaseAddressTests
{
    [Theory]
    [InlineData("https://api.deepseek.com", "https://api.deepseek.com/")]
    [InlineData("https://gateway.example:8443/deepseek", "https://gateway.example:8443/deepseek/")]
    [InlineData("https://gateway.example/deepseek/", "https://gateway.example/deepseek/")]
    [InlineData("http://localhost:5000", "http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://127.9.8.7", "http://127.9.8.7/")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/")]
    public void AnEncryptedOrLoopbackAddress_IsAllowed(string address, string expected) =>
        Assert.Equal(expected, BaseAddress.Require(new Uri(address)).AbsoluteUri);

    [Theory]
    [InlineData("http://api.deepseek.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://[::2]")]
    public void PlainHttpBeyondThisMachine_IsInsecure(string address)
    {
        var failure = Assert.Throws<CostException>(() => BaseAddress.Require(new Uri(address)));

        Assert.Equal(ProviderErrorId.InsecureBaseUri, failure.ErrorId);
        Assert.Equal(CostErrorKind.Security, failure.Kind);
    }

    [Theory]
    [InlineData("https://user:secret@api.deepseek.com")]
    [InlineData("https://@api.deepseek.com")]
    [InlineData("https://api.deepseek.com?key=secret")]
    [InlineData("https://api.deepseek.com/?")]
    [InlineData("https://api.deepseek.com/#secret")]
    [InlineData("ftp://api.deepseek.com")]
    [InlineData("file:///etc/secret")]
    [InlineData("mailto:secret@example.com")]
    [InlineData("https://api.deepseek.com/secret\u202Ea")]
    [InlineData("https://api.deepseek.com/secret\u200Ba")]
    [InlineData("secret/relative")]
    public void WhatIsNoPlainWebAddress_IsInvalid_AndNotShown(string address)
    {
        var failure = Assert.Throws<CostException>(() => BaseAddress.Require(new Uri(address, UriKind.RelativeOrAbsolute)));

        Assert.Equal(ProviderErrorId.InvalidBaseUri, failure.ErrorId);
        Assert.Equal(CostErrorKind.InvalidInput, failure.Kind);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://a.example/deepseek", "user/balance", "https://a.example/deepseek/user/balance")]
    [InlineData("https://a.example", "v1/models?limit=2", "https://a.example/v1/models?limit=2")]
    public void APath_IsPutBelowTheBase(string address, string path, string expected) =>
        Assert.Equal(expected, BaseAddress.Combine(new Uri(address), path).AbsoluteUri);

    [Theory]
    [InlineData("https://evil.example/user/balance")]
    [InlineData("//evil.example/user/balance")]
    [InlineData("\\\\evil.example\\user")]
    [InlineData("http://a.example/deepseek/user")]
    [InlineData("https://a.example:444/deepseek/user")]
    [InlineData("https://user@a.example/deepseek/user")]
    [InlineData("/user/balance")]
    [InlineData("../user/balance")]
    [InlineData("%2e%2e/user")]
    [InlineData("x/.%2E/%2e./user")]
    [InlineData("..%2fuser")]
    [InlineData("..%5cuser")]
    public void APathThatLeadsAway_IsRefused(string path)
    {
        var failure = Assert.Throws<CostException>(() => BaseAddress.Combine(new Uri("https://a.example/deepseek"), path));

        Assert.Equal(ProviderErrorId.RequestOutsideBaseUri, failure.ErrorId);
        Assert.Equal(CostErrorKind.Security, failure.Kind);
    }
}
