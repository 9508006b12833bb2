using System.Text;
using CostCompass.Simulator.Endpoints;

namespace CostCompass.Simulator.Faults;

/// <summary>Sends an answer, in the way in which the fault wants it sent.</summary>
internal static class FaultyTransfer
{
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(100);

    public static async Task SendAsync(HttpContext context, Answer answer, Fault? fault, CancellationToken cancellation)
    {
        if (fault?.Kind == FaultKind.Disconnect)
        {
            context.Abort();
            return;
        }

        if (fault?.Kind == FaultKind.Hang)
        {
            await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), cancellation);
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        switch (fault?.Kind)
        {
            case FaultKind.SlowBody:
                await DripAsync(context.Response, answer.Body, TimeSpan.FromSeconds(fault.Seconds), cancellation);
                break;
            case FaultKind.CutBody:
                context.Response.ContentLength = answer.Body.Length + 100;
                await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), cancellation);
                await context.Response.Body.FlushAsync(cancellation);
                context.Abort();
                break;
            case FaultKind.HugeBody:
                await FloodAsync(context.Response, fault.Bytes, cancellation);
                break;
            default:
                context.Response.ContentLength = answer.Body.Length;
                await context.Response.Body.WriteAsync(answer.Body, cancellation);
                break;
        }
    }

    private static async Task DripAsync(HttpResponse response, byte[] body, TimeSpan duration, CancellationToken cancellation)
    {
        response.ContentLength = body.Length;
        await response.StartAsync(cancellation);
        await response.Body.FlushAsync(cancellation);
        var drips = Math.Max(1, (int)(duration / Drip));
        var sent = 0;
        for (var drip = 1; drip <= drips; drip++)
        {
            await Task.Delay(duration / drips, cancellation);
            var until = (int)((long)body.Length * drip / drips);
            await response.Body.WriteAsync(body.AsMemory(sent..until), cancellation);
            await response.Body.FlushAsync(cancellation);
            sent = until;
        }
    }

    // Valid JSON without a Content-Length, so that only a reader that counts what it reads is safe.
    private static async Task FloodAsync(HttpResponse response, long bytes, CancellationToken cancellation)
    {
        var block = new byte[64 * 1024];
        Array.Fill(block, (byte)'x');
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"padding\":\""), cancellation);
        for (var left = bytes; left > 0; left -= block.Length)
        {
            await response.Body.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)), cancellation);
        }

        await response.Body.WriteAsync(Encoding.UTF8.GetBytes("\"}"), cancellation);
    }
}
