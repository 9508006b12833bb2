using System.Xml.Linq;

namespace CostCompass.Application.Tests.Schedules;

/// <summary>The definitions that operating systems read: each argument arrives as it is, whatever its characters.</summary>
public sealed class ScheduleDefinitionTests
{
    private const string Folder = "/home/a 'b' 50% $c \"d\" & <e> -- f/store";

    private static readonly ScheduledCommand _command = new(TimeSpan.FromMinutes(15), "/opt/power shell/pwsh", null, "/opt/modules/CostCompass.psd1", Folder);

    [Fact]
    public void AMark_IsReadAgain_AndEndsNoComment()
    {
        Assert.Equal(_command, ScheduledCommand.TryRead(_command.Mark));
        Assert.DoesNotContain("--", _command.Mark, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', _command.Mark);
        Assert.All(_command.Mark, character => Assert.InRange(character, ' ', '~'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"Every\":\"x\"}")]
    public void AnotherText_IsNoMark(string text) => Assert.Null(ScheduledCommand.TryRead(text));

    [Fact]
    public void ALaunchAgent_HasEachArgument_AndTheInterval()
    {
        XElement properties = XDocument.Parse(LaunchdScheduler.PropertyList(_command)).Root!.Element("dict")!;

        Assert.Equal([_command.Program, .. _command.Arguments], properties.Element("array")!.Elements().Select(argument => argument.Value));
        Assert.Equal("900", properties.Element("integer")!.Value);
    }

    [Fact]
    public void ATaskOfWindows_RunsAsTheUserWhoIsLoggedOn_SoThatItCanOpenTheVaultOfTheUser()
    {
        XNamespace task = "http://schemas.microsoft.com/windows/2004/02/mit/task";
        var command = new ScheduledCommand(TimeSpan.FromMinutes(90), @"C:\Program Files\PowerShell\7\pwsh.exe", null, @"C:\Modules\CostCompass\CostCompass.psd1", @"C:\Users\Ann & Bo\CostCompass");
        XElement root = XDocument.Parse(WindowsScheduler.Definition(command, @"HOME\Ann & Bo", new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero))).Root!;

        Assert.Equal("InteractiveToken", root.Descendants(task + "LogonType").Single().Value);
        Assert.Equal(@"HOME\Ann & Bo", root.Descendants(task + "UserId").Single().Value);
        Assert.Equal("PT1H30M", root.Descendants(task + "Interval").Single().Value);
        Assert.Equal(command.Program, root.Descendants(task + "Command").Single().Value);
        Assert.Equal($"-WindowStyle Hidden -NoProfile -NonInteractive -Command \"{command.Text}\"", root.Descendants(task + "Arguments").Single().Value);
        Assert.Equal(command, ScheduledCommand.TryRead(root.Descendants(task + "Documentation").Single().Value));
    }

    [Theory]
    [InlineData("00:01:00", "* * * * *")]
    [InlineData("00:05:00", "*/5 * * * *")]
    [InlineData("01:00:00", "0 * * * *")]
    [InlineData("06:00:00", "0 */6 * * *")]
    [InlineData("1.00:00:00", "0 0 * * *")]
    public void ALineOfCron_HasTheInterval(string every, string times) => Assert.StartsWith(
        times + " '", CronScheduler.Line(_command with { Every = TimeSpan.Parse(every, System.Globalization.CultureInfo.InvariantCulture) }), StringComparison.Ordinal);

    [Fact]
    public void AUnitOfSystemd_HasNoCharacterThatSystemdReplaces()
    {
        string line = SystemdScheduler.ServiceText(_command).Split('\n').Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal));

        Assert.Contains("50%% $$c \\\"d\\\"", line, StringComparison.Ordinal);
    }
}
