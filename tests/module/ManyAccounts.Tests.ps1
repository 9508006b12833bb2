BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:clock = '2026-11-16T00:00:00Z'
    $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', $clock
    $script:silent = Open-Simulator -Argument '--topped-up', '20', '--clock', $clock
    $script:broken = Open-Simulator -Argument '--topped-up', '20', '--clock', $clock
    $null = Invoke-Simulator $simulator fault @{ kind = 'Hang'; seconds = 0.2; count = -1 }
    $null = Invoke-Simulator $silent fault @{ kind = 'Hang'; seconds = 120; count = -1 }
    $null = Invoke-Simulator $broken fault @{ kind = 'HtmlInsteadOfJson'; count = -1 }

    # A port on which nothing listens.
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $script:closed = "http://127.0.0.1:$($listener.LocalEndpoint.Port)"
    $listener.Stop()

    $null = Enter-TestHome
    Enter-Instant $clock $simulator, $silent, $broken
    $script:names = 1..60 | ForEach-Object { 'account{0:00}' -f $_ }
    foreach ($number in 1..60) {
        $key = 'sk-made-up-many-{0:00}' -f $number
        $null = Invoke-Simulator $simulator accounts @{ key = $key; currency = 'USD'; granted = 0; toppedUp = $number }
        $null = Connect-TestAccount $simulator $names[$number - 1] -Key $key
    }
}

AfterAll {
    Close-Simulator $simulator
    Close-Simulator $silent
    Close-Simulator $broken
    Exit-TestHome
}

Describe 'Sixty accounts' {
    It 'are all taken in, each with its own balance, in the order of their names' {
        $snapshots = Update-CostSnapshot
        $snapshots.Account | Should -Be $names
        $snapshots.Total | Should -Be (1..60)
        (Get-CostStore).Snapshots | Should -Be 60
    }

    It 'lose nothing to one that hangs and three that fail, and do not wait for them one after the other' {
        $null = Connect-TestAccount $silent a-silent
        $null = Connect-TestAccount $broken broken
        $null = Connect-TestAccount $simulator no-key -Key 'sk-made-up-unknown'
        $null = Connect-TestAccount ([pscustomobject]@{ BaseUri = $closed; Key = 'sk-made-up-closed' }) unreachable

        # A minute later everything has moved, so that every account has something to lose.
        Enter-Instant 2026-11-16T00:01:00Z $simulator
        foreach ($number in 1..60) { $null = Invoke-Simulator $simulator spend @{ key = 'sk-made-up-many-{0:00}' -f $number; amount = 0.5 } }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $snapshots = Update-CostSnapshot -TimeoutSec 5 -ErrorVariable failures -ErrorAction SilentlyContinue
        $watch.Stop()

        $snapshots.Account | Should -Be $names
        $snapshots.Total | Should -Be (1..60 | ForEach-Object { $_ - 0.5 })
        $snapshots.SpendSinceLast | Should -Be (1..60 | ForEach-Object { 0.5 })
        $failures.TargetObject | Sort-Object | Should -Be @('a-silent', 'broken', 'no-key', 'unreachable')
        ($failures | Where-Object TargetObject -EQ 'a-silent').FullyQualifiedErrorId | Should -BeLike 'RequestTimeout,*'
        @(Get-CostSnapshot).Count | Should -Be 120

        # One after the other the answers alone would take 12 seconds, and the silent one holds its answer up for 120.
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 60
        (Get-CostAccount).Where({ $_.Name -like 'account*' }).Status | Select-Object -Unique | Should -Be 'Ok'
    }

    It 'are read by <_> without opening the store for each' -ForEach @(
        'Get-CostForecast', 'Get-CostSpend', 'Get-CostSpend -MonthToDate', 'Get-CostSnapshot', 'Get-CostAccount', 'Get-CostSummary', 'Show-CostChart -Width 80'
        'Test-CostForecast -WarningAction Ignore', 'Update-CostSnapshot account*', 'Watch-CostSnapshot account* -Count 1 -BelowBalance 1 -WindowDays 1'
    ) {
        # SQLite makes a file beside the store when the first connection opens, and removes it when the last one closes.
        $watcher = [IO.FileSystemWatcher]::new($env:COSTCOMPASS_HOME)
        $watcher.InternalBufferSize = 65536
        $source = "opened-$([guid]::NewGuid())"
        $null = Register-ObjectEvent $watcher Created -SourceIdentifier $source
        try {
            $watcher.EnableRaisingEvents = $true
            $rows = @(& ([scriptblock]::Create($_)))
            $rows.Count | Should -BeGreaterOrEqual ($_ -match 'Summary|Test-' ? 0 : 60)

            # Events come in order: after that of this file none of the others is missing.
            $null = New-Item (Join-Path $env:COSTCOMPASS_HOME "$source.end")
            $made = do { $one = Wait-Event $source -Timeout 60; $one | Remove-Event; $one.SourceEventArgs.Name } until (-not $one -or $one.SourceEventArgs.Name -like '*.end')
            $made[-1] | Should -Be "$source.end"

            # At most once for each account on a machine that is so slow that a part holds one; three times and more where each read opens it.
            @($made -like '*.db-shm').Count | Should -BeLessOrEqual 100
        }
        finally {
            Unregister-Event $source
            $watcher.Dispose()
            Remove-Item (Join-Path $env:COSTCOMPASS_HOME "$source.end") -ErrorAction Ignore
        }
    }
}
