BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
}

Describe 'Watch-CostSnapshot' {
    BeforeEach {
        $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', '2026-11-16T00:00:00Z'
        $null = Enter-TestHome
        Enter-Instant '2026-11-16T00:00:00Z' $simulator
        $null = Connect-TestAccount $simulator
    }
    AfterEach {
        Close-Simulator $simulator
        Exit-TestHome
    }

    It 'hands each snapshot on as it comes, an interval apart' {
        $seen = Watch-CostSnapshot -Interval 00:00:30 -Count 4 | ForEach-Object {
            $null = Invoke-Simulator $simulator spend @{ amount = 1 }
            $_
        }
        $seen.Total | Should -Be 20, 19, 18, 17
        $seen.SpendSinceLast | Should -Be $null, 1, 1, 1
        ($seen[3].LastSeen - $seen[0].LastSeen).TotalSeconds | Should -Be 90
    }

    It 'ends at once when nothing more is wanted of it' {
        $first = Watch-CostSnapshot -Interval 00:00:30 | Select-Object -First 2
        $first | Should -HaveCount 2
    }

    It 'alerts once when a threshold is crossed, and again after a top-up' {
        $step = 0
        $seen = Watch-CostSnapshot -Interval 01:00:00 -Count 6 -BelowBalance 15 | ForEach-Object {
            $step++
            if ($step -eq 4) { $null = Invoke-Simulator $simulator topup @{ amount = 10 } }
            else { $null = Invoke-Simulator $simulator spend @{ amount = 4 } }
            $_
        }
        $seen.Total | Should -Be 20, 16, 12, 8, 18, 14
        @($seen | Where-Object Alert) | Should -HaveCount 2
        $seen[2].Alert | Should -Be 'BelowBalance'
        $seen[5].Alert | Should -Be 'BelowBalance'
    }

    It 'alerts for the burn and for the days that are left' {
        $seen = Watch-CostSnapshot -Interval 12:00:00 -Count 4 -BurnAbove 3 -RunwayDays 3 | ForEach-Object {
            $null = Invoke-Simulator $simulator spend @{ amount = 2 }
            $_
        }
        # Half a day is no burn to be alarmed at.
        $seen[1].DailyBurn | Should -Be $null
        $seen[1].RunwayDays | Should -Be $null
        $seen[1].Alert | Should -Be $null
        $seen[2].DailyBurn | Should -Be 4
        $seen[2].RunwayDays | Should -Be 4
        $seen[2].Alert | Should -Be 'BurnAbove'
        $seen[3].Alert | Should -Be $null
        $seen[3].RunwayDays | Should -Be 3.5
    }

    It 'knows the burn of one trailing day, covered for a part, where more of the history is covered' {
        $file = Join-Path $TestDrive 'before.csv'
        Set-Content $file (@('account,currency,first_seen,total'
                foreach ($day in 1..13) { "deepseek,USD,2026-11-$('{0:00}' -f $day)T00:00:00Z,$(30 - $day)" }
                'deepseek,USD,2026-11-15T02:00:00Z,22'))
        $null = Import-CostSnapshot $file
        $watched = Watch-CostSnapshot -Count 1 -WindowDays 1
        [double] $watched.DailyBurn | Should -BeGreaterThan 2.1
        Remove-CostSnapshot deepseek -Before 2026-11-14T00:00:00Z -Confirm:$false
        (Watch-CostSnapshot -Count 1 -WindowDays 1).DailyBurn | Should -BeNullOrEmpty
    }

    It 'asks less often while the provider asks for patience, says so once, and loses nothing' {
        $null = Invoke-Simulator $simulator fault @{ kind = 'TooManyRequests'; count = -1 }
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
        $null = Watch-CostSnapshot -Interval 00:00:30 -Count 4 -TimeoutSec 3 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'RateLimited,*'
        # 60, 120 and 240 seconds between the four.
        [datetimeoffset]::Parse($env:COSTCOMPASS_CLOCK).UtcDateTime.ToString('HH:mm:ss') | Should -Be '00:07:00'
        $null = Invoke-RestMethod "$($simulator.BaseUri)/control/fault" -Method Delete -NoProxy
        (Watch-CostSnapshot -Interval 00:00:30 -Count 1).Total | Should -Be 20
    }

    It 'goes on with the others while one account fails' {
        $null = Connect-TestAccount $simulator other -Key 'sk-made-up-unknown'
        $seen = Watch-CostSnapshot -Interval 00:00:30 -Count 5 -ErrorVariable failed -ErrorAction SilentlyContinue
        @($seen | Where-Object Account -EQ deepseek) | Should -HaveCount 5
        $failed | Should -HaveCount 1
        $failed[0].TargetObject | Should -Be 'other'
    }

    It 'stops when it is told to while it waits' {
        $env:COSTCOMPASS_CLOCK = $null
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($Module) Import-Module $Module; Watch-CostSnapshot -Interval 01:00:00 }).AddArgument((Get-BuiltModulePath))
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
        while ($output.Count -eq 0 -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 50 }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 60
        $output | Should -HaveCount 1
        $shell.Dispose()
    }

    It 'makes as many rounds as it was asked for by the clock of the system' {
        $env:COSTCOMPASS_CLOCK = $null
        $seen = Watch-CostSnapshot -Interval 00:00:01 -Count 4
        $seen | Should -HaveCount 4
    }

    It 'lets an account go that is disconnected meanwhile, and brings nothing of it back' {
        $null = Connect-TestAccount $simulator other
        $seen = Watch-CostSnapshot -Interval 00:00:30 -Count 3 -WarningVariable warned -WarningAction SilentlyContinue | ForEach-Object {
            if ($_.Account -eq 'other') { Disconnect-CostAccount other -RemoveHistory -Confirm:$false }
            $_
        }
        $seen.Account | Should -Be 'deepseek', 'other', 'deepseek', 'deepseek'
        Get-CostSnapshot | Select-Object -ExpandProperty Account -Unique | Should -Be 'deepseek'
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike "*'other' is no longer connected*"
    }

    It 'ends when none of its accounts is left' {
        $seen = Watch-CostSnapshot -Interval 00:00:30 -Count 5 -WarningAction SilentlyContinue | ForEach-Object {
            Disconnect-CostAccount deepseek -RemoveHistory -Confirm:$false
            $_
        }
        $seen | Should -HaveCount 1
        Get-CostSnapshot -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'has no alert for a currency that never held money beside one that does' {
        $null = Invoke-Simulator $simulator topup @{ amount = 0; currency = 'CNY' }
        $seen = Watch-CostSnapshot -Interval 00:00:30 -Count 2 -BelowBalance 10 | ForEach-Object {
            if ($_.Currency -eq 'USD' -and $_.Total -eq 20) { $null = Invoke-Simulator $simulator spend @{ amount = 15; currency = 'USD' } }
            $_
        }
        $seen.ForEach({ "$($_.Currency) $([double] $_.Total) $($_.Alert)".TrimEnd() }) | Should -Be 'USD 20', 'CNY 0', 'USD 5 BelowBalance', 'CNY 0'
    }

    It 'alerts for an empty balance that is all there is' {
        $empty = Open-Simulator -Argument '--topped-up', '0', '--clock', '2026-11-16T00:00:00Z'
        try {
            $null = Connect-TestAccount $empty
            (Watch-CostSnapshot -Count 1 -BelowBalance 10).Alert | Should -Be 'BelowBalance'
        }
        finally { Close-Simulator $empty }
    }

    It 'warns once of a clock that was ahead, and of the accounts alone that it asks' {
        $null = Connect-TestAccount $simulator other
        $file = Join-Path $TestDrive 'ahead.csv'
        Set-Content $file 'account,currency,first_seen,total', 'old,USD,2027-11-16T00:00:00Z,5', 'other,USD,2027-11-16T00:00:00Z,5'
        $null = Import-CostSnapshot $file -WarningAction SilentlyContinue
        $null = Watch-CostSnapshot -Interval 00:00:30 -Count 3 -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike "*snapshot of 'other'*is in the future*"
        $null = Update-CostSnapshot deepseek -WarningVariable none
        $none | Should -BeNullOrEmpty
    }

    It 'refuses an interval that would hammer the provider' {
        { Watch-CostSnapshot -Interval 00:00:00.1 -Count 1 } | Should -Throw -ErrorId 'InvalidInterval,*'
    }
}
