# What a person meets each morning: what is broken is said by its own check, with the next step.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--topped-up', '100', '--clock', '2026-11-16T00:00:00Z'

    function Get-Check([string] $Check, [string] $Name, [hashtable] $With = @{}) {
        Test-CostHealth @With | Where-Object { $_.Check -eq $Check -and (-not $Name -or $_.Name -eq $Name) }
    }

    # Reads the account every quarter of an hour up to an instant.
    function Invoke-Polling([datetimeoffset] $From, [int] $Times) {
        foreach ($one in 0..($Times - 1)) {
            Enter-Instant $From.AddMinutes(15 * $one).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [cultureinfo]::InvariantCulture) $simulator
            if ($one) { $null = Invoke-Simulator -Simulator $simulator -Path spend -Body @{ amount = 0.05 } }
            $null = Update-CostSnapshot
        }
    }

    # No agent of this computer is meant.
    $script:agents = Join-Path $TestDrive 'agents'
    $script:claude = $env:CLAUDE_CONFIG_DIR
    $env:CLAUDE_CONFIG_DIR = $agents

    # A server whose clock is an hour late.
    Add-Type -ReferencedAssemblies System.Net.Http, System.Net.Primitives, System.Runtime -TypeDefinition @'
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

public sealed class LateServer : DelegatingHandler
{
    public LateServer() : base(new SocketsHttpHandler { UseProxy = false }) { }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
    {
        HttpResponseMessage response = await base.SendAsync(request, token);
        response.Headers.Date = DateTimeOffset.UtcNow.AddHours(-3);
        return response;
    }
}
'@
}

AfterAll {
    $env:CLAUDE_CONFIG_DIR = $claude
    Close-Simulator $simulator
}

Describe 'Test-CostHealth' {
    BeforeEach {
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T00:00:00Z' $simulator
    }

    AfterEach {
        $null = Invoke-Simulator -Simulator $simulator -Path fault -Method Delete
        Exit-TestHome
    }

    It 'says that there is no account, which is no error' {
        $checks = Test-CostHealth
        $checks.Check | Should -Be 'Store', 'Account', 'Clock', 'Figures'
        $checks.Where({ $_.State -ne 'Ok' }).Check | Should -Be 'Account'
        $checks[1].State | Should -Be Warning
        $checks[1].RecommendedAction | Should -BeLike '*Connect-DeepSeek*'
        Test-CostHealth -Quiet | Should -BeTrue
    }

    It 'is Ok for an account that was just read, and says of a new one that it was not' {
        $null = Connect-TestAccount $simulator
        $before = Get-Check Reading
        $before.Name, $before.State | Should -Be 'deepseek', 'Warning'
        $null = Update-CostSnapshot

        $checks = Test-CostHealth
        $checks.Where({ $_.State -ne 'Ok' }) | Should -BeNullOrEmpty
        $checks.Check | Should -Be 'Store', 'Account', 'Key', 'Clock', 'Figures', 'Reading', 'Price'
    }

    It 'records nothing' {
        $null = Connect-TestAccount $simulator
        $null = Test-CostHealth
        Get-CostSnapshot -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'finds a collector that has died' {
        $null = Connect-TestAccount $simulator
        Invoke-Polling '2026-11-16T00:00:00Z' 8
        (Get-Check Reading).State | Should -Be Ok

        Enter-Instant '2026-11-16T06:00:00Z' $simulator
        $late = Get-Check Reading
        $late.State | Should -Be Warning
        $late.Finding | Should -BeLike 'The account is usually read every 15 minutes, but the last reading is 4 hours old.'
        Test-CostHealth -Quiet | Should -BeTrue

        Enter-Instant '2026-11-18T06:00:00Z' $simulator
        $dead = Get-Check Reading
        $dead.State | Should -Be Error
        $dead.Finding | Should -BeLike '*since 2026-11-16 01:45:00Z*'
        $dead.RecommendedAction | Should -BeLike '*Update-CostSnapshot*'
        Test-CostHealth -Quiet | Should -BeFalse
        Test-CostHealth -Quiet -MaximumAge 3.00:00:00 | Should -BeTrue
        (Show-CostDashboard | Out-String) -replace '\s+', ' ' | Should -BeLike '*Health: Reading of deepseek: The account hasn''t been read since 2026-11-16 01:45:00Z*'
    }

    It 'finds a key that is rejected, and checks the others' {
        $null = Connect-TestAccount $simulator first
        $null = Connect-TestAccount $simulator second
        $null = Update-CostSnapshot
        [Environment]::SetEnvironmentVariable((Get-CostAccount first).KeyReference, 'sk-made-up-another-key')
        $first = Get-Check Key first
        $first.State | Should -Be Error
        $first.Finding | Should -Not -BeNullOrEmpty
        $first.Finding, $first.RecommendedAction | Should -Not -BeLike '*another-key*'
        (Get-CostAccount first).Status | Should -Be Auth
    }

    It 'sends nothing with -Offline' {
        $null = Connect-TestAccount $simulator
        $null = Invoke-Simulator -Simulator $simulator -Path requests -Method Delete
        $null = Test-CostHealth -Offline
        (Invoke-Simulator -Simulator $simulator -Path requests).count | Should -Be 0
        $null = Test-CostHealth
        (Invoke-Simulator -Simulator $simulator -Path requests).count | Should -Be 1
    }

    It 'says that a scheduled task can not open a vault with a password, and whether the password is right' {
        $password = ConvertTo-Secret 'made-up password'
        Unlock-CostVault $password -WarningAction SilentlyContinue -Confirm:$false
        $null = Connect-DeepSeek -ApiKey (ConvertTo-Secret $simulator.Key) -BaseUri $simulator.BaseUri
        $vault = Get-Check Vault
        $vault.State | Should -Be Warning
        $vault.Finding | Should -BeLike '*A scheduled task can''t open it*'

        Lock-CostVault
        $env:COSTCOMPASS_VAULT_PASSWORD = 'another'
        $checks = Test-CostHealth
        $checks.Where({ $_.Check -in 'Vault', 'Key' }).State | Should -Be 'Error', 'Error'

        $env:COSTCOMPASS_VAULT_PASSWORD = 'made-up password'
        $checks = Test-CostHealth
        $checks.Where({ $_.Check -in 'Vault', 'Key' }).State | Should -Be 'Ok', 'Ok'
    }

    It 'finds a budget that is exceeded, and one that will be' {
        $null = Connect-TestAccount $simulator
        Invoke-Polling '2026-11-16T00:00:00Z' 120
        $null = Set-CostBudget Small 1 USD
        $null = Set-CostBudget Month 20 USD
        $null = Set-CostBudget Large 1000 USD
        $checks = Test-CostHealth | Where-Object Check -EQ Budget
        ($checks | Sort-Object Name).State | Should -Be 'Ok', 'Warning', 'Error'
        ($checks | Where-Object Name -EQ Small).Finding | Should -BeLike '* of 1.00 USD spent (estimate).'
    }

    It 'finds a clock that differs from those of the providers' {
        $env:COSTCOMPASS_CLOCK = $null
        $null = Connect-TestAccount $simulator
        (Get-Check Clock).State | Should -Be Ok
        $flags = [Reflection.BindingFlags]'Instance, Static, NonPublic, Public'
        $session = [CostCompass.Commands.PollingCmdlet].Assembly.GetType('CostCompass.Commands.RunspaceSession').GetProperty('Current', $flags).GetValue($null)
        $handler = $session.GetType().GetField('_handler', $flags)
        $clients = $session.GetType().GetField('_clients', $flags).GetValue($session)
        $before = $handler.GetValue($session)
        try {
            $handler.SetValue($session, [Lazy[Net.Http.HttpMessageHandler]]::new([Net.Http.HttpMessageHandler][LateServer]::new()))
            $clients.Clear()
            $clock = Get-Check Clock
        }
        finally {
            $handler.SetValue($session, $before)
            $clients.Clear()
        }

        $clock.State | Should -Be Error
        $clock.Finding | Should -Be 'The clock of this computer is 3 hours ahead of the clocks of the providers.'
    }

    It 'finds a reading of the future' {
        $null = Connect-TestAccount $simulator
        $null = Update-CostSnapshot
        Enter-Instant '2026-11-15T00:00:00Z' $simulator
        $clock = Get-Check Clock
        $clock.State | Should -Be Error
        $clock.Finding | Should -BeLike "*'deepseek' is in the future (2026-11-16 00:00:00Z)."
    }

    It 'finds a log that its agent is about to delete, until its calls are in the store' {
        $env:COSTCOMPASS_CLOCK = $null
        $log = New-Item (Join-Path $agents 'projects' 'app' 's1.jsonl') -Force -Value ('{"type":"assistant","sessionId":"s1","message":{"id":"a","model":"deepseek-v4-pro","usage":{"input_tokens":10,"output_tokens":1}},"timestamp":"2026-11-10T12:00:00Z"}' + "`n")
        $log.LastWriteTimeUtc = [datetime]::UtcNow.AddDays(-25)
        try {
            $found = Get-Check Log
            $found.Name, $found.State | Should -Be 'Claude Code', 'Warning'
            $found.RecommendedAction | Should -BeLike '*Add-DeepSeekUsage*'
            $null = Add-DeepSeekUsage
            (Get-Check Log).State | Should -Be Ok
        }
        finally { Remove-Item $agents -Recurse }
    }

    It 'finds a damaged store, and goes no further' {
        $null = Connect-TestAccount $simulator
        $file = (Get-CostStore).Path
        $bytes = [IO.File]::ReadAllBytes($file)
        [Array]::Fill($bytes, [byte] 0xFF, 0, 16)
        [IO.File]::WriteAllBytes($file, $bytes)
        $check = Test-CostHealth
        $check | Should -HaveCount 1
        $check.Check, $check.State | Should -Be 'Store', 'Error'
        $check.RecommendedAction | Should -BeLike '*Restore-CostStore*'
        Test-CostHealth -Quiet | Should -BeFalse
    }

    It 'says that the holidays of a year are not verified' {
        $null = Connect-TestAccount $simulator
        Enter-Instant '2030-03-04T00:00:00Z' $simulator
        $null = Update-CostSnapshot
        $price = Get-Check Price
        $price.State | Should -Be Warning
        $price.Finding | Should -BeLike '*2030*'
    }

    It 'ends a script with an exit code' {
        $null = Connect-TestAccount $simulator
        $null = Update-CostSnapshot
        $variable = (Get-CostAccount).KeyReference
        $environment = @{ COSTCOMPASS_HOME = $env:COSTCOMPASS_HOME; COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'; $variable = $simulator.Key }
        $script = [scriptblock]::Create("& '$(Join-Path (Get-RepositoryPath) examples Test-Health.ps1)' -ModulePath '$(Get-BuiltModulePath)'; exit `$LASTEXITCODE")
        (Invoke-FreshShell $script -Environment $environment -WithoutModule).ExitCode | Should -Be 0
        $environment.COSTCOMPASS_CLOCK = '2026-11-20T00:00:00Z'
        $late = Invoke-FreshShell $script -Environment $environment -WithoutModule
        $late.ExitCode | Should -Be 1
    }
}
