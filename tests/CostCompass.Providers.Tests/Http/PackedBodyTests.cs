using System.IO.Compression;
using System.Text;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

/// <summary>Bodies that are compressed, damaged, cut off, or far larger than they look: each is a failure of its account, whatever the decoder throws.</summary>
public sealed class PackedBodyTests : IDisposable
{
    private static readonly string Plain = $$"""{"is_available": true, "balance_infos": [], "note": "{{string.Join(' ', Enumerable.Range(0, 400).Select(number => number * 7919))}}"}""";

    private readonly SocketsHttpHandler _handler = ProviderHandler.Create();

    public static TheoryData<string> Encodings => ["gzip", "deflate", "br"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task ASoundBody_IsRead(string encoding)
    {
        await using var server = Serve(encoding, await PackAsync(encoding, Plain));
        using var client = new ProviderHttpClient(_handler, TimeProvider.System, SampleRequest.Fast);

        var answer = await client.SendAsync(SampleRequest.To(server.Address), SampleRequest.Call());

        Assert.Equal(Plain, Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task ADamagedBody_IsAnIncompleteAnswer(string encoding)
    {
        var damaged = await PackAsync(encoding, Plain);
        damaged.AsSpan().Fill(0xFF);
        await using var server = Serve(encoding, damaged);

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal((ProviderErrorId.ResponseIncomplete, CostErrorKind.Connection), (failure.ErrorId, failure.Kind));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task ABodyThatIsDamagedSomewhere_IsNeverTakenForTheSoundOne(string encoding)
    {
        var sound = await PackAsync(encoding, Plain);
        for (var place = sound.Length / 5; place < sound.Length; place += sound.Length / 5)
        {
            var damaged = sound.ToArray();
            damaged.AsSpan(place).Fill(0xFF);
            Assert.NotEqual(Plain, await TextOrNothingAsync(encoding, damaged));
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task WhatIsNotCompressedAtAll_IsAnIncompleteAnswer(string encoding)
    {
        await using var server = Serve(encoding, Encoding.UTF8.GetBytes(Plain));

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.ResponseIncomplete, failure.ErrorId);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task ABodyThatIsCutOff_IsNeverTakenForAWholeOne(string encoding)
    {
        var sound = await PackAsync(encoding, Plain);

        Assert.NotEqual(Plain, await TextOrNothingAsync(encoding, sound[..(sound.Length / 2)]));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task ABomb_IsRefusedAtTheLimit(string encoding)
    {
        await using var server = Serve(encoding, await PackAsync(encoding, new string(' ', 64 * 1024 * 1024)));
        var before = GC.GetTotalAllocatedBytes();

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.ResponseTooLarge, failure.ErrorId);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 32 * 1024 * 1024);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task ADamagedRefusal_IsStillTheRefusal(string encoding)
    {
        var damaged = await PackAsync(encoding, Plain);
        damaged.AsSpan(damaged.Length / 4).Fill(0xFF);
        await using var server = Serve(encoding, damaged, "401 Unauthorized");

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.KeyRejected, failure.ErrorId);
    }

    public void Dispose() => _handler.Dispose();

    // Brotli has no check sum, and some decoders end without a word: what came is no JSON then, and its reader says so.
    private async Task<string?> TextOrNothingAsync(string encoding, byte[] body)
    {
        await using var server = Serve(encoding, body);
        using var client = new ProviderHttpClient(_handler, TimeProvider.System, SampleRequest.Fast);
        try
        {
            var answer = await client.SendAsync(SampleRequest.To(server.Address), SampleRequest.Call());
            return Encoding.UTF8.GetString(answer.Body.Span);
        }
        catch (CostException failure)
        {
            Assert.Equal(ProviderErrorId.ResponseIncomplete, failure.ErrorId);
            return null;
        }
    }

    private static RawServer Serve(string encoding, byte[] body, string status = "200 OK") => new(async (stream, token) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\n\r\n"), token);
        await stream.WriteAsync(body, token);
    });

    private static async Task<byte[]> PackAsync(string encoding, string text)
    {
        using var packed = new MemoryStream();
        await using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            await packing.WriteAsync(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
