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
        $seen[1].DailyBurn | Should -Be 4
        $seen[1].RunwayDays | Should -Be 4.5
        $seen[1].Alert | Should -Be 'BurnAbove'
        $seen[2].Alert | Should -Be $null
        $seen[3].RunwayDays | Should -Be 3.5
    }

    It 'asks less often while the provider asks for patience, says so once, and loses nothing' {
        $null = Invoke-Simulator $simulator fault @{ kind = 'TooManyRequests'; count = -1 }
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
        $null = Watch-CostSnapshot -Interval 00:00:30 -Count 4 -TimeoutSec 1 -ErrorVariable failed -ErrorAction SilentlyContinue
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
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        $output | Should -HaveCount 1
        $shell.Dispose()
    }

    It 'refuses an interval that would hammer the provider' {
        { Watch-CostSnapshot -Interval 00:00:00.1 -Count 1 } | Should -Throw -ErrorId 'InvalidInterval,*'
    }
}
