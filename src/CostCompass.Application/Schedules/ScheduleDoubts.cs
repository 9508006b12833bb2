namespace CostCompass.Application;

/// <summary>What keeps a schedule from reading accounts that can be read in the current session.</summary>
/// <param name="session">The session.</param>
public sealed class ScheduleDoubts(CostSession session)
{
    /// <summary>A sentence for each doubt.</summary>
    /// <param name="kind">What runs the schedule.</param>
    public IEnumerable<string> Of(ScheduleKind kind)
    {
        IReadOnlyList<CostAccount> accounts = new AccountDirectory(session).ReadAll();
        if (accounts.Count == 0)
        {
            yield return "No account is connected yet. The schedule reads the accounts that are connected when it runs.";
        }

        List<CostAccount> unseen = [.. accounts.Where(account => account is { KeySource: KeySource.Environment, KeyReference: { } variable } && !IsLasting(variable))];
        if (unseen.Count > 0)
        {
            yield return $"The schedule can't see environment variables of this session. It has no key for: {string.Join(", ", unseen.Select(account => $"{account.Name} ({account.KeyReference})"))}. "
                + "Connect these accounts with a key in a vault of the current user (Unlock-CostVault -CurrentUser), or set the variables for all processes of the user.";
        }

        if (accounts.Any(account => account.KeySource == KeySource.Vault) && VaultAccess.Describe() is { Mode: VaultMode.Password } && !IsLasting(VaultAccess.PasswordVariable))
        {
            yield return $"The vault opens with a password, so the schedule can't open it. Set {VaultAccess.PasswordVariable} for all processes of the user, or use a vault of the current user (Unlock-CostVault -CurrentUser).";
        }

        if (session.StorePlace.Server is not null && !IsLasting(StorePlace.Variable))
        {
            yield return $"The schedule uses the store on this computer, not the one on the server: a connection string may contain a password, so it isn't part of the schedule. Set {StorePlace.Variable} for all processes of the user.";
        }

        if (kind == ScheduleKind.SystemdTimer)
        {
            yield return $"The schedule runs only while you are logged in, unless you run: loginctl enable-linger {Environment.UserName}";
        }
    }

    // Only Windows keeps variables of a user for every process.
    private static bool IsLasting(string variable) =>
        OperatingSystem.IsWindows()
        && (Environment.GetEnvironmentVariable(variable, EnvironmentVariableTarget.User) ?? Environment.GetEnvironmentVariable(variable, EnvironmentVariableTarget.Machine)) is not null;
}
