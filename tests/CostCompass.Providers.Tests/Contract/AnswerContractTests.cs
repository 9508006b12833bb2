using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>What every provider of the catalog makes of an answer that is not as documented: an error that names the field, never a number.</summary>
public sealed class AnswerContractTests
{
    public static TheoryData<string> Names => ProviderSamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task WhatIsNoJson_IsRefused(string name)
    {
        await AssertRefusedAsync(name, "<!doctype html><title>Sign in</title>", "the response is not valid JSON");
        await AssertRefusedAsync(name, "", "the response is not valid JSON");
        await AssertRefusedAsync(name, "[]", "the response must be an object");
        await AssertRefusedAsync(name, "{}", "is missing");
        await AssertRefusedAsync(name, string.Concat(Enumerable.Repeat("{\"data\":", 3000)), "the response is not valid JSON");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AnAnswerCutShort_IsRefused_WhereverItIsCut(string name)
    {
        var answer = ProviderSamples.Of(name).Answer.TrimEnd();
        for (var length = 1; length < answer.Length; length += 7)
        {
            await AssertRefusedAsync(name, answer[..length], "the response is not valid JSON");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AnAnswerThatBreaksOff_IsNotUsed(string name)
    {
        using var handler = new CannedHandler((_, _) => new HttpResponseMessage { Content = new StreamContent(new BreakingStream()) });
        using var asked = new AskedProvider(name, handler);

        Assert.Equal(ProviderErrorId.ResponseIncomplete, (await asked.FailureAsync()).ErrorId);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AMissingField_IsNamed(string name)
    {
        var sample = ProviderSamples.Of(name);
        foreach (var path in sample.Required)
        {
            await AssertRefusedAsync(name, JsonEdit.Without(sample.Answer, path), path + " is missing");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AFieldThatStandsTwice_IsNamed(string name)
    {
        var sample = ProviderSamples.Of(name);
        foreach (var path in sample.Required.Concat(sample.Amounts.Select(amount => amount.Path)))
        {
            await AssertRefusedAsync(name, JsonEdit.Twice(sample.Answer, path), path + " occurs twice");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AnAmountOfAnotherForm_IsNamed_AndNeverGuessed(string name)
    {
        var sample = ProviderSamples.Of(name);
        foreach (var (path, form) in sample.Amounts)
        {
            var wrong = new List<string> { "true", "null", "{}", "[1]", "\"\"", "\"abc\"", "\"1,5\"", "\"$1\"", "\" 1\"", "\"NaN\"", "\"Infinity\"", "\"0x10\"", "\"1\\u0000\"" };
            wrong.AddRange(form switch
            {
                AmountForm.Text => ["1", "1.5", "\"1e2\""],
                AmountForm.Number => ["\"1\"", "\"1.5\""],
                _ => Array.Empty<string>(),
            });
            foreach (var value in wrong)
            {
                string problem = value[0] == '"' && form.HasFlag(AmountForm.Text) ? " is not a valid amount" : " must be ";
                await AssertRefusedAsync(name, JsonEdit.With(sample.Answer, path, value), path + problem);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AnAmountBeyondBelief_IsNamed(string name)
    {
        var sample = ProviderSamples.Of(name);
        foreach (var (path, form) in sample.Amounts)
        {
            foreach (var digits in new[] { "10000000000001", "-10000000000001", "1" + new string('0', 30), new string('9', 200) })
            {
                var value = form == AmountForm.Text ? $"\"{digits}\"" : digits;
                await AssertRefusedAsync(name, JsonEdit.With(sample.Answer, path, value), path + " is not a valid amount");
            }
        }
    }

    private static async Task AssertRefusedAsync(string name, string answer, string expected)
    {
        using var handler = CannedHandler.Of(answer);
        using var asked = new AskedProvider(name, handler);

        var failure = await asked.FailureAsync();

        Assert.Equal((ProviderErrorId.UnexpectedAnswer, CostErrorKind.InvalidResponse), (failure.ErrorId, failure.Kind));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The connection is gone.");
    }
}
