namespace CostCompass.Core.Tests.Accounts;

public sealed class KeyAddressTests
{
    [Theory]
    [InlineData("https://api.deepseek.com", "https://api.deepseek.com")]
    [InlineData("https://API.DeepSeek.com:443/v1?x", "https://api.deepseek.com")]
    [InlineData("https://api.deepseek.com:8443/", "https://api.deepseek.com:8443")]
    [InlineData("http://127.0.0.1:80/", "http://127.0.0.1")]
    [InlineData("http://[::1]:5000/", "http://[::1]:5000")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example")]
    [InlineData("https://\u0430pi.deepseek.com/", "https://xn--pi-6kc.deepseek.com")]
    public void AnAddress_IsWrittenInOneWay_AndReadBack(string uri, string text)
    {
        KeyAddress address = KeyAddress.Of(new Uri(uri));

        Assert.Equal(text, address.ToString());
        Assert.True(KeyAddress.TryParse(text, out KeyAddress? read));
        Assert.Equal(address, read);
    }

    [Theory]
    [InlineData("https://api.deepseek.com", "http://api.deepseek.com")]
    [InlineData("https://api.deepseek.com", "https://api.deepseek.com:444")]
    [InlineData("https://api.deepseek.com", "https://api.deepseek.com.evil.example")]
    [InlineData("https://api.deepseek.com", "https://api.deepseek.com.")]
    [InlineData("https://api.deepseek.com", "https://\u0430pi.deepseek.com")]
    [InlineData("http://127.0.0.1:1", "http://localhost:1")]
    public void TwoAddresses_AreNotOne(string one, string other) => Assert.NotEqual(KeyAddress.Of(new Uri(one)), KeyAddress.Of(new Uri(other)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("api.deepseek.com")]
    [InlineData("https://api.deepseek.com/")]
    [InlineData("https://API.deepseek.com")]
    [InlineData("https://api.deepseek.com:443")]
    [InlineData("https://user@api.deepseek.com")]
    [InlineData("https://bücher.example")]
    [InlineData("ftp://api.deepseek.com")]
    public void AnotherSpelling_IsNotRead(string? text) => Assert.False(KeyAddress.TryParse(text, out _));

    [Theory]
    [InlineData("ftp://api.deepseek.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://[fe80::1%25eth0]/")]
    public void WhatNoKeyCanBeSentTo_HasNoAddress(string uri) => Assert.Null(KeyAddress.TryOf(new Uri(uri)));

    [Fact]
    public void AKey_IsGivenForItsOwnAddressAlone()
    {
        using var key = new AccountKey(KeyAddress.Of(new Uri("https://api.deepseek.com")), SecretText.FromChars("made-up-key"));

        Assert.Equal("made-up-key", key.For(new Uri("https://api.deepseek.com/user/balance")).ToString());
        var refusal = Assert.Throws<InvalidOperationException>(() => key.For(new Uri("https://api.deepseek.com:8443/user/balance")).ToString());
        Assert.DoesNotContain("made-up-key", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal("(secret)", key.ToString());
    }

    [Fact]
    public void ADisposedKey_IsGone()
    {
        var key = new AccountKey(KeyAddress.Of(new Uri("https://api.deepseek.com")), SecretText.FromChars("made-up-key"));
        ReadOnlyMemory<char> memory = key.Memory;

        key.Dispose();

        Assert.All(memory.ToArray(), character => Assert.Equal('\0', character));
        Assert.Throws<ObjectDisposedException>(() => key.Memory);
    }
}
