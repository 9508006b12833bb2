# Nothing is quietly wrong: what a command cannot do, or must not do unasked, is said.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', '2026-11-16T00:00:00Z'

    function Get-Id {
        param([scriptblock] $Script)
        $failures = $null
        $null = . $Script -ErrorVariable failures -ErrorAction SilentlyContinue
        @($failures).FullyQualifiedErrorId -replace ',.*'
    }

    function Get-ThrownId {
        param([scriptblock] $Script)
        try { $null = & $Script } catch { $_.FullyQualifiedErrorId -replace ',.*' }
    }

    function Import-History {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        Set-Content $file 'account,currency,first_seen,total', 'main,USD,2026-11-01T00:00:00Z,20', 'main,USD,2026-11-10T00:00:00Z,15'
        $null = Import-CostSnapshot $file
    }
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Update-CostSnapshot' {
    BeforeEach {
        $script:home2 = Enter-TestHome
        Enter-Instant 2026-11-16T00:00:00Z $simulator
    }

    It 'says that there is no account, with a pattern or without' {
        Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NoAccount,*'
        Update-CostSnapshot * -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NoAccount,*'
    }

    It 'warns of a pattern that matches no account' {
        $null = Connect-TestAccount $simulator deepseek
        Update-CostSnapshot nosuch* -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike "*nosuch*"
    }

    It 'says once that the vault is locked, with the accounts that it concerns' {
        $null = Unlock-CostVault (ConvertTo-Secret 'a made-up password') -WarningAction SilentlyContinue
        foreach ($name in 'one', 'two') {
            $null = Connect-DeepSeek -Name $name -ApiKey (ConvertTo-Secret $simulator.Key) -BaseUri $simulator.BaseUri -SkipVerification -Force
        }
        $null = Connect-TestAccount $simulator other
        $null = Lock-CostVault
        $done = Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue
        $done.Account | Should -Be 'other'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultLocked,*'
        "$($failures[0])" | Should -BeLike '*one, two*'
    }

    It 'says it again, while it watches, for an account whose key comes into the locked vault' {
        $password = ConvertTo-Secret 'a made-up password'
        $connect = { param($Name) $null = Connect-DeepSeek -Name $Name -ApiKey (ConvertTo-Secret $simulator.Key) -BaseUri $simulator.BaseUri -SkipVerification -Force }
        $null = Unlock-CostVault $password -WarningAction SilentlyContinue
        & $connect a
        $null = Connect-TestAccount $simulator b
        $null = Lock-CostVault

        # a is asked at 0:00 and 1:00, b every half minute; at 0:30 it is given another key.
        $round = 0
        $null = Watch-CostSnapshot -Interval 00:00:30 -Count 4 -ErrorVariable failures -ErrorAction SilentlyContinue | ForEach-Object {
            if (++$round -eq 2) {
                $null = Unlock-CostVault $password
                & $connect b
                $null = Lock-CostVault
            }
        }
        $round | Should -Be 2
        @($failures) | Should -HaveCount 2
        "$($failures[0])" | Should -BeLike '*of: a.'
        "$($failures[1])" | Should -BeLike '*of: a, b.'
    }
}

Describe 'What cannot be had again' {
    BeforeEach {
        $null = Enter-TestHome
        Enter-Instant 2026-11-16T00:00:00Z $simulator
        Import-History
    }

    It 'Remove-CostSnapshot asks' {
        (Get-Command Remove-CostSnapshot).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0].ConfirmImpact |
            Should -Be 'High'
        $shell = Wait-FreshShell (Open-FreshShell -Environment @{ COSTCOMPASS_HOME = $env:COSTCOMPASS_HOME } {
                try { Remove-CostSnapshot main } catch { 'asked' }
                @(Get-CostSnapshot main).Count
            })
        $shell.Value | Should -Be @('asked', 2)
        Remove-CostSnapshot main -Confirm:$false
        Get-CostSnapshot | Should -BeNullOrEmpty
    }

    It 'Disconnect-CostAccount asks before a history goes, and before anything else' {
        $null = Connect-TestAccount $simulator main
        $shell = Wait-FreshShell (Open-FreshShell -Environment @{ COSTCOMPASS_HOME = $env:COSTCOMPASS_HOME } {
                try { Disconnect-CostAccount main -RemoveHistory } catch { 'asked' }
                @(Get-CostSnapshot main).Count
                @(Get-CostAccount).Count
                Disconnect-CostAccount main
                @(Get-CostAccount).Count
                @(Get-CostSnapshot main).Count
            })
        $shell.Value | Should -Be @('asked', 2, 1, 0, 2)
        Disconnect-CostAccount main -RemoveHistory -Confirm:$false
        Get-CostSnapshot | Should -BeNullOrEmpty
    }
}

Describe 'A question without an answer' {
    BeforeAll {
        $null = Enter-TestHome
        Enter-Instant 2026-11-16T00:00:00Z $simulator
        Import-History
    }

    It 'is said: an unknown provider, in <Name>' -ForEach @(
        @{ Name = 'Get-CostSpend'; Script = { Get-CostSpend -GroupBy Window -Provider DeepSek @args } }
        @{ Name = 'Export-CostFocus'; Script = { Export-CostFocus (Join-Path $TestDrive 'f.csv') -Provider DeepSek @args } }
    ) {
        Get-Id $Script | Should -Be 'ProviderNotFound'
    }

    It 'is said: Import-CostSnapshot for a provider that is not known' {
        $file = Join-Path $TestDrive 'other.csv'
        Set-Content $file 'account,currency,first_seen,total', 'odd,USD,2026-11-01T00:00:00Z,20'
        $null = Import-CostSnapshot $file -Provider DeepSek -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike "*DeepSek*"
    }

    It 'is silent for a provider of which there is a history, and for a pattern' {
        Get-CostSpend -GroupBy Window -Provider deepseek -ErrorAction Stop | Should -Not -BeNullOrEmpty
        Get-CostSpend -GroupBy Window -Provider Nosuch* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'is said: -After later than -Before, in every command that has both' {
        $both = Get-Command -Module CostCompass -CommandType Cmdlet | Where-Object { $_.Parameters.ContainsKey('After') -and $_.Parameters.ContainsKey('Before') }
        $both.Count | Should -BeGreaterThan 8
        foreach ($command in $both) {
            $call = @{ After = '2026-11-10'; Before = '2026-11-01' }
            $name = $command.Name
            if ($command.Parameters.ContainsKey('Name')) { $call.Name = 'main' }
            if ($name -eq 'Measure-DeepSeekCost' -or $name -eq 'Add-DeepSeekUsage') { $call.InputObject = '{}' }
            if ($name -like 'Export-*') { $call.Path = Join-Path $TestDrive 'never.csv' }
            if ($name -like 'Remove-*') { $call.Confirm = $false }
            Get-ThrownId { & $name @call } | Should -Be 'SpanEmpty' -Because $name
        }
    }

    It 'is said: a price before any list, <Name>' -ForEach @(
        @{ Name = 'by name'; Script = { Get-DeepSeekPrice deepseek-chat -At 2020-01-01 @args } }
        @{ Name = 'by pattern'; Script = { Get-DeepSeekPrice * -At 2020-01-01 @args } }
        @{ Name = 'per use'; Script = { Get-DeepSeekPrice -PerUse -At 2020-01-01 @args } }
    ) {
        Get-Id $Script | Should -Be 'PriceUnknown'
    }

    It 'is said: a log without calls, by <_>' -ForEach 'Measure-DeepSeekCost', 'Add-DeepSeekUsage' {
        $log = Join-Path $TestDrive 'empty.jsonl'
        Set-Content $log '{"type":"note"}'
        $more = $_ -like 'Add-*' ? @{ Name = 'main' } : @{}
        & $_ -Path $log @more -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        "$said" | Should -BeLike '*no call*'
    }
}

Describe 'The first Unlock-CostVault' {
    BeforeEach { $null = Enter-TestHome }

    It 'says that it makes a vault, once' {
        $null = Unlock-CostVault (ConvertTo-Secret 'a made-up password') -InformationVariable said 6>$null
        "$said" | Should -BeLike '*creates it at*vault.bin*'
        $null = Unlock-CostVault (ConvertTo-Secret 'a made-up password') -InformationVariable said 6>$null
        $said | Should -BeNullOrEmpty
        $null = Lock-CostVault
    }

    It 'asks twice, and makes none when they differ or nothing is typed' {
        if (-not ('TypingHost' -as [type])) {
            Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

public sealed class TypingHost : PSHost
{
    public readonly TypingInterface Typing = new TypingInterface();
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "TypingHost";
    public override PSHostUserInterface UI => Typing;
    public override Version Version => new Version(1, 0);
    public override void EnterNestedPrompt() { }
    public override void ExitNestedPrompt() { }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}

public sealed class TypingInterface : PSHostUserInterface
{
    public readonly Queue<string> Typed = new Queue<string>();
    public readonly List<string> Shown = new List<string>();
    public override PSHostRawUserInterface RawUI => null;
    public override SecureString ReadLineAsSecureString()
    {
        var secret = new SecureString();
        foreach (char one in Typed.Dequeue()) secret.AppendChar(one);
        return secret;
    }
    public override string ReadLine() => throw new NotImplementedException();
    public override void Write(string value) => Shown.Add(value);
    public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Shown.Add(value);
    public override void WriteLine(string value) => Shown.Add(value);
    public override void WriteDebugLine(string message) { }
    public override void WriteErrorLine(string value) => Shown.Add(value);
    public override void WriteProgress(long sourceId, ProgressRecord record) { }
    public override void WriteVerboseLine(string message) { }
    public override void WriteWarningLine(string message) => Shown.Add(message);
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotImplementedException();
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => defaultChoice;
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotImplementedException();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) => throw new NotImplementedException();
}
'@
        }
        function Invoke-Typed {
            param([string[]] $Typed)
            $person = [TypingHost]::new()
            foreach ($one in $Typed) { $person.Typing.Typed.Enqueue($one) }
            $runspace = [runspacefactory]::CreateRunspace($person)
            $runspace.Open()
            $shell = [powershell]::Create($runspace)
            try {
                $null = $shell.AddScript("Import-Module '$(Get-BuiltModulePath)'; Unlock-CostVault").Invoke()
                [pscustomobject]@{
                    Shown = $person.Typing.Shown -join ''
                    Left  = $person.Typing.Typed.Count
                    Id    = $shell.Streams.Error[0].FullyQualifiedErrorId -replace ',.*'
                }
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }
        }

        (Invoke-Typed 'one password', 'another password').Id | Should -Be 'VaultPasswordMismatch'
        (Invoke-Typed '', '').Id | Should -Be 'VaultPasswordEmpty'
        (Get-CostVault).Exists | Should -BeFalse

        $made = Invoke-Typed 'one password', 'one password', 'too much'
        $made.Id | Should -BeNullOrEmpty
        $made.Shown | Should -BeLike '*creates it at*Password of the new vault*Confirm the password*'
        $made.Left | Should -Be 1
        (Get-CostVault).Exists | Should -BeTrue
        $null = Lock-CostVault

        (Invoke-Typed 'one password', 'too much').Left | Should -Be 1
        $null = Lock-CostVault
    }

    It 'refuses an empty password' {
        Unlock-CostVault ([securestring]::new()) -ErrorVariable failures -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'VaultPasswordEmpty,*'
        (Get-CostVault).Exists | Should -BeFalse
    }
}

Describe 'The README' {
    It 'puts no key into the history of a shell' {
        $readme = Get-Content (Join-Path (Get-RepositoryPath) 'README.md') -Raw
        $commands = [regex]::Matches($readme, '(?s)```(?:powershell|sh)\r?\n(.*?)```') | ForEach-Object { $_.Groups[1].Value }
        $commands.Count | Should -BeGreaterThan 5
        $commands -match "sk-|_(API_)?(KEY|TOKEN) *= *['`"\w]" | Should -BeNullOrEmpty
        $readme | Should -Match '(?s)## A first session.*?Connect-DeepSeek -ApiKey \(Read-Host'
    }
}
