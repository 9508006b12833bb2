BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:clock = '2026-11-16T00:00:00Z'
    $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', $clock
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Processes that update at the same moment' {
    It 'all finish, on a new store and on one that is there' {
        $testHome = Enter-TestHome
        foreach ($round in 1..2) {
            $gate = Join-Path $TestDrive "gate-$round"
            $environment = @{
                COSTCOMPASS_HOME  = $testHome
                COSTCOMPASS_CLOCK = $clock
                DEEPSEEK_API_KEY  = $simulator.Key
                DEEPSEEK_BASE_URL = $simulator.BaseUri
                GATE              = $gate
            }
            $shells = foreach ($one in 1..4) {
                Open-FreshShell -Environment $environment -Script {
                    New-Item "$env:GATE-$PID" -ItemType File
                    while (-not (Test-Path $env:GATE)) { [Threading.Thread]::Sleep(5) }
                    foreach ($time in 1..3) { (Update-CostSnapshot).Total }
                }
            }
            while (@(Get-ChildItem "$gate-*").Count -lt 4) { Start-Sleep -Milliseconds 50 }
            $null = New-Item $gate -ItemType File
            foreach ($shell in $shells) {
                $answer = Wait-FreshShell $shell
                $answer.Errors | Should -BeNullOrEmpty
                $answer.Value | Select-Object -Last 3 | Should -Be @(20, 20, 20)
            }
        }

        $env:COSTCOMPASS_HOME = $testHome
        $env:COSTCOMPASS_CLOCK = $null
        $snapshot = Get-CostSnapshot
        $snapshot | Should -HaveCount 1
        $snapshot.FirstSeen | Should -Be ([datetimeoffset]$clock)
    }

    It 'all finish when each connects an account of its own' {
        $testHome = Enter-TestHome
        $null = Unlock-CostVault -CurrentUser
        $shells = foreach ($one in 1..3) {
            Open-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; NAME = "account$one"; BASE = $simulator.BaseUri; KEY = $simulator.Key } -Script {
                $secret = [securestring]::new()
                foreach ($character in $env:KEY.ToCharArray()) { $secret.AppendChar($character) }
                (Connect-DeepSeek $env:NAME -ApiKey $secret -BaseUri $env:BASE).Name
            }
        }
        foreach ($shell in $shells) { (Wait-FreshShell $shell).Errors | Should -BeNullOrEmpty }

        (Get-CostAccount).Name | Should -Be @('account1', 'account2', 'account3')
        (Get-CostVault).Keys | Should -Be 3
        (Get-DeepSeekBalance).Total | Should -Be @(20, 20, 20)
    }
}

Describe 'Stopping a command that waits for an answer' {
    BeforeAll {
        $null = Enter-TestHome
        Enter-Instant $clock $simulator
        $env:DEEPSEEK_API_KEY = $simulator.Key
        $env:DEEPSEEK_BASE_URL = $simulator.BaseUri
        $null = Invoke-Simulator $simulator fault @{ kind = 'Hang'; seconds = 60; count = -1 }
    }

    It 'ends <_> at once' -ForEach @(
        'Update-CostSnapshot -TimeoutSec 60'
        'Get-DeepSeekBalance -TimeoutSec 60'
        'Get-DeepSeekModel -TimeoutSec 60'
        'Connect-DeepSeek another -BaseUri $env:DEEPSEEK_BASE_URL -TimeoutSec 60'
    ) {
        $null = Invoke-Simulator $simulator requests -Method Delete
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-BuiltModulePath)'; $_")
            $running = $shell.BeginInvoke()
            $watch = [Diagnostics.Stopwatch]::StartNew()
            while ((Invoke-Simulator $simulator requests).count -eq 0 -and $watch.Elapsed.TotalSeconds -lt 20) { Start-Sleep -Milliseconds 50 }
            $running.IsCompleted | Should -BeFalse

            $watch.Restart()
            $shell.EndStop($shell.BeginStop($null, $null))
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 20
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }

        (Get-CostStore).Snapshots | Should -Be 0
        (Get-CostStore).Accounts | Should -Be 0
    }

    It 'leaves the session in order' {
        $null = Invoke-Simulator $simulator fault -Method Delete
        (Update-CostSnapshot).Total | Should -Be 20
    }
}

Describe 'When somebody else removes a snapshot right after it was taken' {
    BeforeAll {
        $null = Enter-TestHome
        $script:removed = Open-Simulator -Argument '--topped-up', '200'
        $null = Connect-TestAccount $removed
        $null = Update-CostSnapshot

        # What a poll has written may be gone when it looks at it.
        $sqlite = [AppDomain]::CurrentDomain.GetAssemblies() |
            Where-Object { $_.GetName().Name -eq 'Microsoft.Data.Sqlite' -and $_.Location -like "$(Split-Path (Get-BuiltModulePath))*" } | Select-Object -First 1
        $script:connection = [Activator]::CreateInstance($sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), "Data Source=$((Get-CostStore).Path);Pooling=False")
        $connection.Open()
        $script:ended = [Threading.CancellationTokenSource]::new()
        $script:remover = [powershell]::Create().AddScript({
                param($Connection, $Ended)
                $command = $Connection.CreateCommand()
                $command.CommandText = 'DELETE FROM snapshot'
                $rows = 0
                while (-not $Ended.IsCancellationRequested) {
                    $rows += $command.ExecuteNonQuery()
                    [Threading.Thread]::Sleep(1)
                }
                $rows
            }).AddArgument($connection).AddArgument($ended.Token)
        $script:removal = $remover.BeginInvoke()
    }
    AfterAll {
        $ended.Cancel()
        $null = $removal.AsyncWaitHandle.WaitOne(30000)
        $connection.Dispose()
        $remover.Dispose()
        Close-Simulator $removed
        Exit-TestHome
    }

    It 'the poll goes on, with what it saw' {
        foreach ($total in 199..170) {
            $null = Invoke-Simulator $removed spend @{ amount = 1 }
            $taken = @(Update-CostSnapshot -ErrorVariable failures -ErrorAction SilentlyContinue)
            $failures | Should -BeNullOrEmpty
            $taken.Total | Should -Be $total
        }

        $ended.Cancel()
        $remover.EndInvoke($removal)[0] | Should -BeGreaterThan 20
    }
}
