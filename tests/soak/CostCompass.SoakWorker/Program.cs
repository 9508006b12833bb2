using CostCompass.SoakWorker;
using CostCompass.SoakWorker.Answers;
using CostCompass.SoakWorker.Files;
using CostCompass.SoakWorker.Memory;

// What the scripts of tests/soak start: parts of the soak, each of which prints one line of JSON, and the processes that they kill.
int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);
double Seconds(int index) => double.Parse(args[index], CultureInfo.InvariantCulture);

SoakResult? result = null;
switch (args)
{
    case ["kill-store", _, _]:
        result = StoreKill.Run(Number(1), Number(2));
        break;
    case ["kill-vault", _, _]:
        result = VaultKill.Run(Number(1), Number(2));
        break;
    case ["full-disk", _]:
        result = FullDisk.Run(Number(1));
        break;
    case ["replay", var archive]:
        result = FuzzTarget.Replay(archive);
        break;
    case ["many", _, _, _]:
        result = ManyProcesses.Run(Number(1), Number(2), Seconds(3));
        break;
    case ["flip-bits", _]:
        result = BitFlips.Run(Number(1));
        break;
    case ["mutate", _, _, var subject]:
        foreach (SoakResult one in MutatedAnswers.Run(Number(1), Number(2), subject))
        {
            Console.Out.WriteLine(one.ToJson());
        }

        break;
    case ["mutate-files", _, _, var subject]:
        foreach (SoakResult one in MutatedFiles.Run(Number(1), Number(2), subject))
        {
            Console.Out.WriteLine(one.ToJson());
        }

        break;
    case ["fuzz-subjects"]:
        Console.Out.WriteLine(string.Join('\n', FuzzTarget.Names));
        break;
    case ["fuzz-seeds", var subject, var folder]:
        FuzzTarget.WriteSeeds(subject, folder);
        break;
    case ["fuzz", var subject]:
        FuzzTarget.Run(subject);
        break;
    case ["search-memory", _, var vault, var password, var key]:
        Console.Out.WriteLine(SecretSearch.Run(Number(1), vault, password, key));
        break;
    case ["write-for-ever", var home]:
        ChildProcess.ReportNumber();
        StoreKill.Work(home);
        break;
    case ["change-password-for-ever", var path, _]:
        ChildProcess.ReportNumber();
        VaultKill.Work(path, Number(2));
        break;
    case ["write", var home, _, _]:
        ManyProcesses.Write(home, Number(2), Seconds(3));
        break;
    case ["read", var home, _]:
        ManyProcesses.Read(home, Seconds(2));
        break;
    default:
        Console.Error.WriteLine("kill-store TIMES PARALLEL | kill-vault TIMES PARALLEL | full-disk TIMES | replay ARCHIVE | many WRITERS READERS SECONDS | flip-bits TIMES | mutate TIMES SEED SUBJECT | mutate-files TIMES SEED SUBJECT | fuzz-subjects | fuzz-seeds SUBJECT FOLDER | fuzz SUBJECT | search-memory PROCESS VAULT PASSWORD KEY");
        return 2;
}

if (result is not null)
{
    Console.Out.WriteLine(result.ToJson());
}

return 0;
