using System.Text.Json;
using System.Text.Json.Serialization;
using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.Billing;
using CostCompass.Simulator.Faults;

namespace CostCompass.Simulator.Control;

/// <summary>The simulator's own endpoints, for scripts that run in another process. They show no key.</summary>
internal static class ControlEndpoints
{
    // A misspelt or forgotten member is refused: a script would otherwise test something else than it says.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static void Map(RouteGroupBuilder control, SimulatedDeepSeek simulator)
    {
        control.MapGet("/clock", Answer(() => Now(simulator)));
        control.MapPost("/clock", Answer<ClockCommand>(command => Move(simulator, command)));
        control.MapGet("/accounts", Answer(() => simulator.Accounts.All.Select(Show)));
        control.MapPost("/accounts", Answer<AccountCommand>(command => Show(Add(simulator.Accounts, command))));
        control.MapPost("/spend", Amount(simulator, (account, balance, command) => new
        {
            Charged = account.Spend(command.RequiredAmount, balance.Currency).Total,
            Balance = Show(balance),
        }));
        control.MapPost("/topup", Amount(simulator, (_, balance, command) =>
        {
            balance.TopUp(command.RequiredAmount);
            return new { Balance = Show(balance) };
        }));
        control.MapPost("/grant", Amount(simulator, (_, balance, command) =>
        {
            balance.Grant(command.RequiredAmount, command.ExpiresAt);
            return new { Balance = Show(balance) };
        }));
        control.MapPost("/expire", Amount(simulator, (_, balance, _) => new { Expired = balance.ExpireGrants(), Balance = Show(balance) }));
        control.MapPost("/cost", Answer<CostCommand>(command =>
        {
            var cost = new BilledCost(command.Day, command.Amount, command.Service, command.Model);
            simulator.Accounts.Require(command.Key).Costs.Set(cost);
            return cost;
        }));
        control.MapPost("/fault", Answer<Fault>(fault =>
        {
            simulator.Faults.Add(fault);
            return new { Added = fault.Kind, fault.Count };
        }));
        control.MapDelete("/fault", Answer(() =>
        {
            simulator.Faults.Clear();
            return new { Cleared = true };
        }));
        control.MapPost("/ratelimits", Answer<RateLimitCommand>(command => simulator.RateLimits = command.ApplyTo(simulator.RateLimits)));
        control.MapGet("/requests", Answer(() => new { simulator.Requests.Count, Requests = simulator.Requests.All }));
        control.MapDelete("/requests", Answer(() =>
        {
            simulator.Requests.Clear();
            return new { simulator.Requests.Count };
        }));
        control.MapPost("/stop", async context =>
        {
            await context.Response.WriteAsJsonAsync(new { Stopping = true }, Json);
            simulator.Stop();
        });
    }

    private static object Now(SimulatedDeepSeek simulator) => new { Now = simulator.Clock.GetUtcNow() };

    private static object Move(SimulatedDeepSeek simulator, ClockCommand command)
    {
        if (command.Set is { } instant)
        {
            simulator.Clock.Set(instant);
        }

        if (command.Advance is { } span)
        {
            simulator.Clock.Advance(span);
        }

        if (command.Run is { } run)
        {
            simulator.Clock.Run(run);
        }

        return Now(simulator);
    }

    private static SimulatedAccount Add(AccountBook accounts, AccountCommand command)
    {
        var account = accounts.AddEmpty(command.Key);
        account.IngestionLag = TimeSpan.FromSeconds(command.LagSeconds);
        account.Rounding = command.Rounding;
        account.IsRestricted = command.IsRestricted;
        account.IsAdmin = command.IsAdmin;
        account.Owed = command.Owed;
        account.CreditLimit = command.CreditLimit;
        account.KeyLimit = command.KeyLimit;
        BalanceCommand[] direct = [new(command.Currency) { Granted = command.Granted, ToppedUp = command.ToppedUp }];
        foreach (var balance in command.Balances ?? direct)
        {
            account.In(balance.Currency).TopUp(balance.ToppedUp);
            account.In(balance.Currency).Grant(balance.Granted);
        }

        return account;
    }

    private static RequestDelegate Amount(SimulatedDeepSeek simulator, Func<SimulatedAccount, SimulatedBalance, AmountCommand, object> move) =>
        Answer<AmountCommand>(command =>
        {
            var account = simulator.Accounts.Require(command.Key);
            var balance = (command.Currency, account.Balances) switch
            {
                ({ } currency, _) => account.In(currency),
                (null, [var only]) => only,
                _ => throw new ArgumentException("currency is missing, and the account has not exactly one."),
            };
            return move(account, balance, command);
        });

    private static object Show(SimulatedAccount account) => new
    {
        Balances = account.Balances.Select(Show),
        LagSeconds = account.IngestionLag.TotalSeconds,
        account.Rounding,
        account.IsRestricted,
        account.IsAdmin,
        account.Owed,
        account.CreditLimit,
        account.KeyLimit,
        account.IsAvailable,
    };

    private static object Show(SimulatedBalance balance) =>
        new { balance.Currency, balance.Total, balance.Granted, balance.ToppedUp, balance.Spent };

    private static RequestDelegate Answer(Func<object> act) => context => context.Response.WriteAsJsonAsync(act(), Json);

    private static RequestDelegate Answer<TCommand>(Func<TCommand, object> act) => async context =>
    {
        object answer;
        try
        {
            var command = await JsonSerializer.DeserializeAsync<TCommand>(context.Request.Body, Json, context.RequestAborted);
            answer = act(command ?? throw new ArgumentException("The body is null."));
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            answer = new { Error = new { failure.Message } };
        }

        await context.Response.WriteAsJsonAsync(answer, Json);
    };
}
