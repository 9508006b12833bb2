using System.Net;
using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.Control;
using CostCompass.Simulator.Endpoints;
using CostCompass.Simulator.Faults;
using CostCompass.Simulator.RateLimits;
using CostCompass.Simulator.Requests;
using CostCompass.Simulator.Time;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CostCompass.Simulator;

/// <summary>A DeepSeek on 127.0.0.1, and the other providers at their own paths, whose accounts, time and faults a test has in its hands.</summary>
public sealed class SimulatedDeepSeek : IAsyncDisposable
{
    private readonly WebApplication application;

    private SimulatedDeepSeek(SimulatorOptions options)
    {
        Clock = new SimulatedClock(options.Clock ?? TimeProvider.System.GetUtcNow());
        Clock.Run(options.ClockRuns);
        Accounts = new AccountBook(Clock);
        RateLimits = options.RateLimits;
        NewerModelFields = options.NewerModelFields;
        if (options.Key is { } key)
        {
            var account = Accounts.Add(key, options.Currency, options.ToppedUp, options.Granted);
            account.IngestionLag = options.IngestionLag;
            account.Rounding = options.Rounding;
            account.IsAdmin = options.IsAdmin;
        }

        application = Build(options.Port);
    }

    /// <summary>Where it listens, without a slash at the end of the host.</summary>
    public Uri BaseUri { get; private set; } = new("http://127.0.0.1");

    public SimulatedClock Clock { get; }

    public AccountBook Accounts { get; }

    public PendingFaults Faults { get; } = new();

    public RequestLog Requests { get; } = new();

    public RateLimitHeaders RateLimits { get; set; }

    public bool NewerModelFields { get; set; }

    public static async Task<SimulatedDeepSeek> StartAsync(SimulatorOptions? options = null)
    {
        var simulator = new SimulatedDeepSeek(options ?? new SimulatorOptions());
        try
        {
            await simulator.application.StartAsync();
            var addresses = simulator.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            simulator.BaseUri = new Uri(addresses.Addresses.Single());
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    public void Stop() => application.Lifetime.StopApplication();

    /// <summary>Ends when it was told to stop, by <see cref="Stop"/>, by a control request or by a signal.</summary>
    public Task WaitForStopAsync() => application.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private WebApplication Build(int port)
    {
        // The empty builder reads no environment, no settings file and no arguments, and logs nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var built = builder.Build();
        ControlEndpoints.Map(built.MapGroup("/control"), this);
        built.Map("/{**path}", new ProviderPipeline(this, built.Lifetime.ApplicationStopping).HandleAsync);
        return built;
    }
}
