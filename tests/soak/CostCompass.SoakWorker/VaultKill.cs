using CostCompass.Storage.Vault;

namespace CostCompass.SoakWorker;

/// <summary>Kills a process that changes the password of a vault and seals keys in it, and opens the vault after each time.</summary>
internal static class VaultKill
{
    // With few rounds most of the time goes into replacing the file, which is what is to be hit.
    private static readonly VaultOptions Options = new() { Iterations = 1_000, MinimumIterations = 1_000 };

    /// <summary>The process that is killed.</summary>
    public static void Work(string path, int password)
    {
        var file = new VaultFile(path, Options);
        int key;
        using (UnlockedVault vault = file.Open(Password(password)))
        {
            key = vault.ListAccounts().Count;
        }

        while (true)
        {
            file.ChangePassword(Password(password), Password(password + 1));
            Report('P', ++password);
            if (password % 3 == 0)
            {
                using UnlockedVault vault = file.Open(Password(password));
                vault.Seal(Account(key), Address(key), Key(key));
                Report('K', key++);
            }
        }
    }

    /// <summary>Kills it so many times.</summary>
    public static SoakResult Run(int times, int parallel)
    {
        var tally = new Tally();
        Parallel.For(0, parallel, new ParallelOptions { MaxDegreeOfParallelism = parallel }, lane =>
        {
            var random = new Random(77_000 + lane);
            DirectoryInfo folder = Directory.CreateTempSubdirectory("costcompass-kill-");
            string path = Path.Combine(folder.FullName, "home", "vault.bin");
            int own = (times / parallel) + (lane < times % parallel ? 1 : 0);
            int password = 0;
            int keys = 0;
            for (int kill = 0; kill < own; kill++)
            {
                // A vault holds so many keys and no more, so a new one is begun now and then.
                if (kill % 50 == 0)
                {
                    DeleteVault(path);
                    new VaultFile(path, Options).Create(Password(0)).Dispose();
                    (password, keys) = (0, 0);
                }

                KillOnce(path, random, tally, ref password, ref keys);
            }

            folder.Delete(recursive: true);
        });
        return tally.Result(
            "Processes killed while they change the vault's password",
            string.Create(CultureInfo.InvariantCulture, $"{tally.Reported} changes were reported before the kills"));
    }

    private static void KillOnce(string path, Random random, Tally tally, ref int password, ref int keys)
    {
        using ChildProcess child = ChildProcess.Start("change-password-for-ever", path, password.ToString(CultureInfo.InvariantCulture));
        child.LiveUntil(random);
        tally.Expect(!child.HasExited, "a worker ended by itself");
        (IReadOnlyList<string> lines, string errors) = child.Kill();
        tally.Expect(errors.Length == 0, errors);
        foreach (string line in lines.Where(line => line.EndsWith('.')))
        {
            int number = int.Parse(line.AsSpan(1).TrimEnd('.'), CultureInfo.InvariantCulture);
            password = line[0] == 'P' ? number : password;
            keys = line[0] == 'K' ? number + 1 : keys;
        }

        tally.Try(lines.Count);
        int former = password;
        int[] opening = [.. Enumerable.Range(Math.Max(0, former - 1), former == 0 ? 2 : 3).Where(one => Opens(path, one, tally))];
        tally.Expect(opening.Length == 1 && opening[0] >= former, $"{opening.Length} passwords open the vault");
        if (opening.Length > 0)
        {
            password = opening[^1];
            keys = Look(path, password, keys, tally);
        }
    }

    private static bool Opens(string path, int password, Tally tally)
    {
        try
        {
            new VaultFile(path, Options).Open(Password(password)).Dispose();
            return true;
        }
        catch (CostException failure)
        {
            tally.Expect(failure.ErrorId == "VaultRefused", $"{failure.ErrorId}: {failure.Message}");
            return false;
        }
    }

    private static int Look(string path, int password, int keys, Tally tally)
    {
        using UnlockedVault vault = new VaultFile(path, Options).Open(Password(password));
        int count = vault.ListAccounts().Count;
        for (int key = 0; key < Math.Max(count, keys); key++)
        {
            try
            {
                using AccountKey? found = vault.Reveal(Account(key));
                tally.Expect(found is not null && found.Address == Address(key) && found.Span.SequenceEqual(Key(key)), "a key or its address has changed");
            }
            catch (CostException failure)
            {
                tally.Lose($"{failure.ErrorId}: {failure.Message}");
            }
        }

        return Math.Max(count, keys);
    }

    private static void DeleteVault(string path)
    {
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static string Password(int number) => string.Create(CultureInfo.InvariantCulture, $"made-up password {number}");

    private static string Account(int number) => string.Create(CultureInfo.InvariantCulture, $"account{number}");

    private static KeyAddress Address(int number) => KeyAddress.Of(new Uri(string.Create(CultureInfo.InvariantCulture, $"https://host{number}.example")));

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"made-up-key-{number:00000000}");

    private static void Report(char what, int number)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}{number}."));
        Console.Out.Flush();
    }
}
