using System.Text;
using CostCompass.Storage.Files;

namespace CostCompass.Storage.Tests.Files;

public sealed class OpenUsageSettingsTests
{
    [Fact]
    public void AnAccount_IsReadWithItsVariableAndAddress()
    {
        OpenUsageAccount account = Assert.Single(Read(
            """{"ui":{"refresh_interval_seconds":30},"accounts":[{"id":"deepseek","provider":"deepseek","api_key_env":" DEEPSEEK_API_KEY ","base_url":"https://api.deepseek.com","probe_model":"x"}]}"""));

        Assert.Equal(new OpenUsageAccount(1, "deepseek", "deepseek", "DEEPSEEK_API_KEY", "https://api.deepseek.com", false), account);
    }

    [Fact]
    public void WhatIsMissing_IsNull() => Assert.Equal(
        [new OpenUsageAccount(1, null, null, null, null, false), new OpenUsageAccount(2, "b", null, null, null, false)],
        Read("""{"accounts":[{}, {"id":"b","provider":"","base_url":null}]}"""));

    [Theory]
    [InlineData("api_key", true)]
    [InlineData("API-Key", true)]
    [InlineData("token", true)]
    [InlineData("access_token", true)]
    [InlineData("secret", true)]
    [InlineData("probe_model", false)]
    public void AKeyInTheFile_IsNoticed_AndNotRead(string property, bool isKey)
    {
        OpenUsageAccount account = Assert.Single(Read($$"""{"accounts":[{"id":"a","{{property}}":"sk-made-up"}]}"""));

        Assert.Equal(isKey, account.HoldsKey);
        Assert.DoesNotContain("sk-made-up", account.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyKey_IsNone() => Assert.False(Assert.Single(Read("""{"accounts":[{"id":"a","api_key":"","token":null}]}""")).HoldsKey);

    [Fact]
    public void DetectedAccounts_Follow_UnlessAPersonWroteOneOfThatName()
    {
        IReadOnlyList<OpenUsageAccount> accounts = Read(
            """{"accounts":[{"id":"a"},{"id":"b"}],"auto_detected_accounts":[{"id":"A","provider":"x"},{"id":"c"}]}""");

        Assert.Equal(["a", "b", "c"], accounts.Select(account => account.Id));
        Assert.Null(accounts[0].Provider);
    }

    [Fact]
    public void CommentsTrailingCommasAndAByteOrderMark_DoNoHarm() =>
        Assert.Equal("a", Assert.Single(Read("\uFEFF{ // mine\n \"accounts\": [ {\"id\": \"a\"}, ], }")).Id);

    [Fact]
    public void NoAccounts_AreNone()
    {
        Assert.Empty(Read("""{"accounts":[]}"""));
        Assert.Empty(Read("""{"accounts":null}"""));
    }

    [Theory]
    [InlineData("", "It is not valid JSON")]
    [InlineData("{\n\"accounts\": [{]", "line 2 can't be read")]
    [InlineData("[]", "no list of accounts")]
    [InlineData("{}", "no list of accounts")]
    [InlineData("""{"accounts":{}}""", "'accounts' is not a list")]
    [InlineData("""{"accounts":[],"auto_detected_accounts":1}""", "'auto_detected_accounts' is not a list")]
    [InlineData("""{"accounts":[{"id":"a"},"sk-made-up"]}""", "Entry 2 of 'accounts' is not an account")]
    [InlineData("""{"accounts":[{"id":7}]}""", "A 'id' in 'accounts' is not text")]
    [InlineData("""{"accounts":[{"id":"\ud800"}]}""", "isn't valid Unicode")]
    [InlineData("""{"accounts":[{"i\ud800":7}]}""", "isn't valid Unicode")]
    public void AMalformedFile_IsSaidToBe_WithoutItsContent(string content, string message)
    {
        CostException failure = Assert.Throws<CostException>(() => Read(content));

        Assert.Equal("InvalidOpenUsageSettings", failure.ErrorId);
        Assert.Contains("settings.json", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-made-up", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNoUnicode_AreRefused_AlsoInTheNameOfAProperty()
    {
        using var stream = new MemoryStream([.. "{\"accounts\":[{\"id\":\"a\",\"k"u8, 0xD9, 0x93, 0xFF, .. "\":1}]}"u8]);

        Assert.Contains("isn't valid Unicode", Assert.Throws<CostException>(() => OpenUsageSettings.Read(stream, "settings.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHugeFile_IsRefused() =>
        Assert.Contains("larger than 1 MB", Assert.Throws<CostException>(() => Read(new string(' ', OpenUsageSettings.MaximumLength + 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void TheUsualPlace_IsAWholePath() =>
        Assert.EndsWith(Path.Combine("openusage", "settings.json"), Path.GetFullPath(OpenUsageSettings.DefaultPath) == OpenUsageSettings.DefaultPath ? OpenUsageSettings.DefaultPath : "", StringComparison.Ordinal);

    private static IReadOnlyList<OpenUsageAccount> Read(string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return OpenUsageSettings.Read(stream, "settings.json");
    }
}
