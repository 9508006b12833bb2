BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    # Two accounts, a reading each midnight from the first to the sixteenth: 1 USD and 10 CNY a day.
    function Import-TwoAccount([string] $Second = 'work') {
        $lines = foreach ($day in 1..16) {
            'home,USD,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (21 - $day)
            '{2},CNY,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (1000 - 10 * $day), $Second
        }
        $file = Join-Path $TestDrive "two-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.1 -Date 2026-01-01
    }
}

Describe 'Show-CostDashboard' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
        Import-TwoAccount
    }
    AfterEach {
        Exit-TestHome
        $env:NO_COLOR = $null
    }

    It 'shows totals, providers, balances, budgets and the band, in the order of a page' {
        $null = Set-CostBudget Everything 50 USD
        $lines = Show-CostDashboard -TimeZone UTC -Width 80 -Ascii
        $lines | Should -BeOfType string
        $lines[3] | Should -Be 'Month to date  30.00*  USD  read to 11-16 00:00'
        $lines[4] | Should -BeLike 'This month     60.00\*  USD *(80 %)'.Replace('\*', '[*]')
        $lines[5] | Should -BeLike 'Next month     62.00[*]  USD *(80 %)'
        $lines | Where-Object { $_ -match '^DeepSeek +30\.00\* +100 %  #+ +60\.00\* +62\.00\*  [@?]{14}$' } | Should -HaveCount 1
        $account = $lines.IndexOf(($lines -like 'Account *')[0])
        $lines[$account + 1] | Should -Match '^home +5\.00  USD +1\.00\* +5 days  2026-11-21'
        $lines[$account + 2] | Should -Match '^work +840\.00  CNY +10\.00\* +84 days  2027-02-08'
        $lines | Where-Object { $_ -match '^Everything  30\.00\*  50\.00  USD  60 %  #+ +60\.00\*  over on 11-26$' } | Should -HaveCount 1
        $lines -join "`n" | Should -Match 'DeepSeek prices: off-peak now, peak from 2026-11-16 01:00, in 1 h 0 min'
    }

    It 'fits <Width> cells, with names of wide characters' -ForEach @(50, 60, 80, 120, 200 | ForEach-Object { @{ Width = $_ } }) {
        Import-TwoAccount ([string]::new([char]0x5DE5, 30))
        foreach ($line in Show-CostDashboard USD -Width $Width) {
            $cells = $line.Length + ([regex]::Matches($line, '\u5DE5')).Count
            $cells | Should -BeLessOrEqual $Width
        }
    }

    It 'is 80 wide and has no escape sequence when it is redirected' {
        $lines = Show-CostDashboard
        ($lines | Measure-Object Length -Maximum).Maximum | Should -Be 80
        "$lines" | Should -Not -Match "`e"
        "$(Show-CostDashboard -Line)" | Should -Not -Match "`e"
    }

    It 'is plain with NO_COLOR, and with the rendering PlainText' {
        $env:NO_COLOR = '1'
        "$(Show-CostDashboard) $(Show-CostDashboard -Line)" | Should -Not -Match "`e"
        [CostCompass.Terminal.StatePaint]::Budget('Exceeded') | Should -BeExactly 'Exceeded'
        $env:NO_COLOR = $null
        $former = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'PlainText'
            "$(Show-CostDashboard) $(Test-CostBudget -ErrorAction Ignore | Out-String)" | Should -Not -Match "`e"
        }
        finally { $PSStyle.OutputRendering = $former }
    }

    It 'draws with ASCII only when asked' {
        "$(Show-CostDashboard -Ascii)" | Should -Match '^[\x20-\x7e]+$'
        "$(Show-CostDashboard -Line -Ascii)" | Should -Match '^[\x20-\x7e]+$'
        "$(Show-CostDashboard)" | Should -Match '\u2588'
    }

    It 'shows no name as a terminal would obey it' {
        $file = Join-Path $TestDrive 'bill.csv'
        Set-Content $file @('date,provider,amount,currency', "2026-11-15,Ev$([char]0x202E)il$([char]0x200B),3,USD")
        { Import-CostRecord $file } | Should -Throw -ErrorId 'ImportRowInvalid,*'
        { Set-CostBudget "Big$([char]0x202E)" 1 USD } | Should -Throw -ErrorId 'InvalidName,*'
        "$(Show-CostDashboard -Ascii) $(Show-CostDashboard -Line -Ascii)" | Should -Match '^[\x20-\x7e]+$'
    }

    It 'names what has no rate, and a budget of which nothing can be said' {
        Remove-CostExchangeRate -From CNY -To USD -Confirm:$false
        $null = Set-CostBudget Yen 5000 JPY
        $text = (Show-CostDashboard USD -Ascii) -join ' '
        $text | Should -Match 'The total doesn''t include amounts in CNY: there is no exchange rate from CNY to USD'
        $text | Should -Match "The budget 'Yen' can't be checked\."
        Show-CostDashboard USD -Line -Ascii -TimeZone UTC | Should -BeLike '15.00[*] -> 30.00[*] USD + CNY | home 5 days | *'
    }

    It 'marks what was not read for too long' {
        $env:COSTCOMPASS_CLOCK = '2026-11-21T00:00:00Z'
        $text = Show-CostDashboard -TimeZone UTC -Ascii
        $text | Where-Object { $_ -match '^DeepSeek +!' } | Should -HaveCount 1
        $text -join ' ' | Should -Match '! not read recently: home since 2026-11-16 00:00, work since 2026-11-16 00:00'
        Show-CostDashboard -TimeZone UTC -Line | Should -Match 'not read since 11-16'
        "$(Show-CostDashboard -MaximumAge 5.00:00:00)" | Should -Not -Match '!'
    }

    It 'gives one line from the store alone, and a new one when the store changes' {
        $null = Set-CostBudget Everything 50 USD
        Show-CostDashboard -TimeZone UTC -Line -Ascii | Should -Be '30.00* -> 60.00* USD | home 5 days | Everything over on 11-26 | off-peak to 01:00'
        # What was just written is not kept: wait until it is.
        Start-Sleep -Milliseconds 2500
        $first = Show-CostDashboard -TimeZone UTC -Line -Ascii
        Show-CostDashboard -TimeZone UTC -Line -Ascii | Should -BeExactly $first
        $null = Set-CostBudget Everything 20 USD
        Show-CostDashboard -TimeZone UTC -Line -Ascii | Should -BeLike '*Everything exceeded*'
        $env:COSTCOMPASS_CLOCK = '2026-11-16T01:30:00Z'
        Show-CostDashboard -TimeZone UTC -Line -Ascii | Should -BeLike '*| peak to 04:00'
    }

    It 'knows in the line what was used up long before the current month' {
        $file = Join-Path $TestDrive 'empty.csv'
        Set-Content $file 'account,currency,first_seen,total', 'gone,USD,2026-09-20T00:00:00Z,4', 'gone,USD,2026-09-21T00:00:00Z,0', 'gone,USD,2026-11-16T00:00:00Z,0'
        $null = Import-CostSnapshot $file
        Show-CostDashboard -TimeZone UTC -Ascii | Where-Object { $_ -match '^gone .*empty' } | Should -HaveCount 1
        Show-CostDashboard -TimeZone UTC -Line -Ascii | Should -BeLike '30.00[*] -> 60.00[*] USD | gone empty | *'
    }

    It 'keeps the balance of an account that went silent <Days> days ago, and shows nothing unknown as zero' -ForEach @(
        @{ Days = 392; At = '2026-11-16T00:00:00Z' }, @{ Days = 1123; At = '2028-11-16T00:00:00Z' }
    ) {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = $At
        $file = Join-Path $TestDrive 'silent.csv'
        Set-Content $file 'account,currency,first_seen,total', 'gone,USD,2025-10-19T12:00:00Z,442', 'gone,USD,2025-10-20T12:00:00Z,440'
        $null = Import-CostSnapshot $file
        $lines = Show-CostDashboard -TimeZone UTC -Ascii
        # Two a day since: it ran out long ago by the forecast, and nobody looked.
        $lines | Where-Object { $_ -match '^gone +! +440\.00  USD .*2026-05-28' } | Should -HaveCount 1
        $lines | Where-Object { $_ -match '^Month to date +- +USD  nothing observed' } | Should -HaveCount 1
        $lines -join "`n" | Should -Not -Match ' 0\.00(?! to )'
        $lines | Where-Object { $_ -match '^The month to date doesn''t include accounts .*: gone\.$' } | Should -HaveCount 1
        Show-CostDashboard -TimeZone UTC -Line -Ascii | Should -BeLike '- -> 60.00[*] USD | *not read since 10-20*'
        Show-CostChart gone -TimeZone UTC -Ascii | Should -Contain 'Last read 2025-10-20 12:00'
    }

    It 'has its colours only where it is shown' {
        $paint = [CostCompass.Terminal.PaintedLine].Assembly.GetType('CostCompass.Terminal.TerminalPaint').GetConstructors()[0].Invoke(@($true))
        $of = [CostCompass.Terminal.PaintedLine].GetMethod('Of', [Reflection.BindingFlags] 'NonPublic, Static')

        # The views live in the module's own load context, where a script cannot name them.
        $piece = $of.GetParameters()[0].ParameterType.GenericTypeArguments[0]
        $pieces = [Array]::CreateInstance($piece, 1)
        $pieces[0] = [Activator]::CreateInstance($piece, @('home', [Enum]::Parse($piece.GetProperty('Tone').PropertyType, 'Warning')))
        $line = $of.Invoke($null, @($pieces, $paint))
        $line | Should -BeExactly 'home'
        $line | Should -BeOfType string
        $file = Join-Path $TestDrive 'plain.txt'
        $line > $file
        Get-Content $file | Should -BeExactly 'home'
        $line | Out-String | Should -Not -Match "`e"
        [CostCompass.Terminal.PaintedLine]::Show($line) | Should -BeExactly "`e[31mhome`e[0m"
    }

    It 'says that there is nothing yet' {
        $null = Enter-TestHome
        Show-CostDashboard -Line | Should -Be 'no costs yet'
        $null = Show-CostDashboard -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'NothingToSummarize,*'
    }

    It 'follows one dashboard with the next when it is redirected' {
        $lines = Show-CostDashboard -TimeZone UTC -Refresh 00:00:01 -Count 3 -Width 60 -Ascii
        "$lines" | Should -Not -Match "`e"
        $lines -like 'Costs in*' | ForEach-Object { $_.Substring(37, 16) } | Should -Be (@('2026-11-16 00:00') * 3)
        { Show-CostDashboard -Refresh 00:00:00.5 } | Should -Throw -ErrorId 'InvalidInterval,*'
    }

    It 'waits the real time between two drawings while the clock stands' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-BuiltModulePath)'; Show-CostDashboard -Refresh 00:00:02 -Ascii")
            $drawn = [Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $drawn)
            for ($tenth = 0; $tenth -lt 300 -and $drawn.Count -eq 0; $tenth++) { Start-Sleep -Milliseconds 100 }
            Start-Sleep -Seconds 3
            $running.IsCompleted | Should -BeFalse
            $shell.Stop()
            @("$drawn" -split 'Costs in').Count - 1 | Should -BeIn 1, 2, 3, 4, 5
        }
        finally {
            $shell.Dispose()
        }
        $env:COSTCOMPASS_CLOCK | Should -Be '2026-11-16T00:00:00Z'
    }

    It 'shows what was entered meanwhile' {
        $seen = 0
        $lines = Show-CostDashboard -Refresh 00:00:01 -Count 2 -Ascii | ForEach-Object {
            if ($_ -like 'Costs in*' -and ++$seen -eq 1) { $null = Set-CostBudget Later 10 USD }
            $_
        }
        $lines -like 'Later *' | Should -HaveCount 1
    }
}

Describe 'The last fourteen days' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T12:00:00Z'
        Import-TwoAccount
    }
    AfterEach { Exit-TestHome }

    It 'are a property of an account, and one text in a file' {
        [Environment]::SetEnvironmentVariable('DASHBOARD_KEY', 'sk-made-up')
        $null = Connect-DeepSeek home -EnvironmentVariable DASHBOARD_KEY -SkipVerification
        $null = Connect-DeepSeek fresh -EnvironmentVariable DASHBOARD_KEY -SkipVerification
        $account = Get-CostAccount home
        $account.Trend.Values | Should -HaveCount 14
        # The days are local: in a zone ahead of UTC, the first one begins earlier.
        $ahead = [TimeZoneInfo]::Local.GetUtcOffset([datetimeoffset] '2026-11-03T00:00:00Z').TotalDays
        [Math]::Round(($account.Trend.Values | Measure-Object -Sum).Sum - 13 - $ahead, 6) | Should -Be 0
        (Get-CostAccount fresh).Trend | Should -BeNullOrEmpty
        ($account | ConvertTo-Csv | ConvertFrom-Csv).Trend | Should -BeExactly "$($account.Trend)"
        (Get-CostAccount | Out-String -Width 80) -split '\r?\n' -match '^home ' | Should -Match '\u2588{13}'
        (Get-CostAccount | Out-String -Width 80) | Should -Match 'LastSeen'
    }
}

Describe 'Views' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
        Import-TwoAccount
    }
    AfterEach { Exit-TestHome }

    It 'have money with separators, currency and star in a list' {
        Invoke-Invariant { (Get-CostSummary | Format-List | Out-String) -replace "`e\[[0-9;]*m" } | Should -Match 'ForecastNextMonth : 62\.00 USD\*'
        Invoke-Invariant { (Get-CostForecast work | Format-List | Out-String) -replace "`e\[[0-9;]*m" } | Should -Match 'Balance +: 840\.00 CNY'
    }

    It 'group the lines of a summary by currency' {
        Remove-CostExchangeRate -From CNY -To USD -Confirm:$false
        $text = (Get-CostSummary USD -WarningAction Ignore).Lines | Out-String
        ([regex]::Matches($text, 'Currency: (\w+)')).ForEach({ $_.Groups[1].Value }) -join ' ' | Should -Be 'USD CNY'
    }

    It 'group <Command> by currency, a header for each' -ForEach @(
        @{ Command = 'Get-CostSpend'; Script = { Get-CostSpend -GroupBy Day -TimeZone UTC } }
        @{ Command = 'Get-CostSpend -GroupBy Provider'; Script = { Get-CostSpend -GroupBy Provider -TimeZone UTC } }
        @{ Command = 'Get-CostForecast'; Script = { Get-CostForecast -TimeZone UTC } }
        @{ Command = 'Get-CostBudget'; Script = { Get-CostBudget } }
        @{ Command = 'Test-CostBudget'; Script = { Test-CostBudget -TimeZone UTC } }
        @{ Command = 'Get-CostSubscription'; Script = { Get-CostSubscription } }
        @{ Command = 'Get-DeepSeekPrice'; Script = { Get-DeepSeekPrice -Currency CNY, USD } }
    ) {
        $file = Join-Path $TestDrive 'third.csv'
        Set-Content $file 'account,currency,first_seen,total', 'zoo,USD,2026-11-15T00:00:00Z,9', 'zoo,USD,2026-11-16T00:00:00Z,8'
        $null = Import-CostSnapshot $file
        foreach ($one in @{ a = 'USD' }, @{ b = 'CNY' }, @{ c = 'USD' }) {
            $null = Set-CostBudget "$($one.Keys)" 50 "$($one.Values)"
            $null = Add-CostSubscription "$($one.Keys)" 5 "$($one.Values)" -Start 2026-11-01
        }
        $text = & $Script | Out-String -Width 80
        ([regex]::Matches($text, '(?m)^ *Currency: (\w+)')).ForEach({ $_.Groups[1].Value }) -join ' ' | Should -Be 'CNY USD'
    }

    It 'are wide for providers' {
        ((Get-CostProvider | Format-Wide | Out-String -Width 80).Trim() -split '\r?\n')[0] | Should -Match '^Anthropic +DeepSeek +DigitalOcean'
    }
}
