BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    # Two accounts, a reading each midnight of the first fortnight of November: 1.5 USD and 10 CNY a day.
    function Import-TwoAccount {
        $lines = foreach ($day in 1..15) {
            'home,USD,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (100 - 1.5 * $day).ToString([cultureinfo]::InvariantCulture)
            'work,CNY,2026-11-{0:00}T00:00:00Z,{1}' -f $day, (1000 - 10 * $day)
        }
        $file = Join-Path $TestDrive "two-$([guid]::NewGuid().ToString('n')).csv"
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }

    function Get-ReportData([string] $Path) {
        [regex]::Match((Get-Content $Path -Raw), '(?s)<script type="application/json" id="data">(.*?)</script>').Groups[1].Value | ConvertFrom-Json
    }

    # What a person sees, without tags, styles and scripts.
    function Get-ReportText([string] $Path) {
        $body = (Get-Content $Path -Raw) -replace '(?s)<(style|script)[^>]*>.*?</\1>'
        [Net.WebUtility]::HtmlDecode(($body -replace '<[^>]+>', ' ')) -replace [char]0xA0, ' ' -replace '\s+', ' '
    }
}

Describe 'Export-CostReport' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-15T00:00:00Z'
        Import-TwoAccount
        $script:file = Join-Path $TestDrive "report-$([guid]::NewGuid().ToString('n')).html"
    }
    AfterEach { Exit-TestHome }

    It 'writes one file with the figures of the other commands' {
        $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.1 -Date 2026-11-01
        $null = Set-CostBudget all 100 USD
        $null = Add-CostSubscription ide 20 USD -Start 2026-01-03
        Export-CostReport $file -Currency USD -TimeZone UTC | Should -BeNullOrEmpty
        Get-ChildItem "$file.*.partial" | Should -BeNullOrEmpty

        $summary = Get-CostSummary USD -TimeZone UTC
        $summary.MonthToDate | Should -Be 55
        $data = Get-ReportData $file
        $data.month.spent[14] | Should -Be $summary.MonthToDate
        [math]::Round($data.month.ahead[-1], 6) | Should -Be ([math]::Round($summary.ForecastThisMonth, 6))
        $data.month.budgets.name | Should -Be all
        $data.days.providers.amounts | Should -Be (@(2.5) * 14)
        $data.balances.account | Should -Be home, work
        $data.balances[0].totals | Should -Be (1..15 | ForEach-Object { 100 - 1.5 * $_ })

        $text = Get-ReportText $file
        $text | Should -Match 'Month to date 55\.00 \* USD'
        $text | Should -Match "Forecast, next month 97\.50 \* USD"
        $text | Should -Match 'all whole stack 55\.00 USD\* of 100\.00 USD spent \(55\.0 %\), forecast 95\.00 USD\* Within budget'
        $text | Should -Match 'First to run out \d+ [A-Z][a-z]+ \d{4}'
    }

    It 'has the calls of Add-DeepSeekUsage by model, and their costs' {
        $answer = '{"id":"c1","created":1794391200,"model":"deepseek-v4-pro","usage":{"prompt_tokens":1200000,"completion_tokens":300000,"prompt_cache_hit_tokens":1000000,"prompt_cache_miss_tokens":200000}}'
        $null = $answer | ConvertFrom-Json | Add-DeepSeekUsage -Name home
        $cost = (Get-DeepSeekUsage).Cost.ToString('#,0.00', [cultureinfo]::InvariantCulture)
        Export-CostReport $file -TimeZone UTC
        Get-ReportText $file | Should -Match "deepseek-v4-pro home 1 1,000,000 200,000 83\.3 % 300,000 $cost USD"
        Export-CostReport $file -TimeZone UTC -Before 2026-11-02T00:00:00Z
        Get-ReportText $file | Should -Not -Match 'deepseek-v4-pro'
    }

    It 'cuts balances and days to <After> <Before> <AsOf>, and leaves the month' -ForEach @(
        @{ Days = 14; Readings = 15; Points = 15 }
        @{ After = '2026-11-04T00:00:00Z'; Days = 11; Readings = 12; Points = 15 }
        @{ Before = '2026-11-04T00:00:00Z'; Days = 3; Readings = 3; Points = 15 }
        @{ After = '2026-11-02T12:00:00Z'; Before = '2026-11-05T12:00:00Z'; Days = 4; Readings = 3; Points = 15 }
        @{ AsOf = '2026-11-08T00:00:00Z'; Days = 7; Readings = 8; Points = 8 }
    ) {
        $asked = @{}
        foreach ($key in 'After', 'Before', 'AsOf') {
            $value = Get-Variable $key -ValueOnly -ErrorAction Ignore
            if ($value) { $asked[$key] = $value }
        }
        Export-CostReport $file -Currency CNY -TimeZone UTC @asked
        $data = Get-ReportData $file
        $data.days[0].currency | Should -Be CNY
        $data.days[0].count | Should -Be $Days
        $data.balances[0].at.Count | Should -Be $Readings
        @($data.month.spent | Where-Object { $null -ne $_ }).Count | Should -Be $Points
    }

    It 'tells amounts without a rate apart, and says which rate is missing' {
        Export-CostReport $file -Currency USD -TimeZone UTC
        (Get-ReportData $file).days.currency | Should -Be USD, CNY
        Get-ReportText $file | Should -Match 'Not in the total The totals don''t include 140\.00 CNY of this month: there is no exchange rate from CNY to USD'
    }

    It 'gives the file with -PassThru, and leaves one that is there with -NoClobber' {
        (Export-CostReport $file -PassThru).FullName | Should -Be $file
        $before = Get-FileHash $file
        { Export-CostReport $file -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'ExportFileExists,*'
        (Get-FileHash $file).Hash | Should -Be $before.Hash
        Export-CostReport $file -AsOf 2026-11-10T00:00:00Z
        (Get-FileHash $file).Hash | Should -Not -Be $before.Hash
    }

    It 'writes the same file from the same store' {
        Export-CostReport $file
        $first = (Get-FileHash $file).Hash
        Export-CostReport $file
        (Get-FileHash $file).Hash | Should -Be $first
    }

    It 'writes nothing with -WhatIf' {
        Export-CostReport $file -WhatIf
        $file | Should -Not -Exist
    }

    It 'names no folder and no home' {
        Export-CostReport $file
        $text = Get-Content $file -Raw
        $text | Should -Not -Match ([regex]::Escape($env:COSTCOMPASS_HOME))
        $text | Should -Not -Match ([regex]::Escape((Split-Path $file)))
    }

    It 'fails with <Id>: <Because>' -ForEach @(
        @{ Id = 'SpanEmpty'; Because = 'a span that ends before it begins'; Asked = @{ After = '2026-11-10T00:00:00Z'; Before = '2026-11-09T00:00:00Z' } }
        @{ Id = 'SpanEmpty'; Because = 'a span that has not begun'; Asked = @{ After = '2027-01-01T00:00:00Z' } }
        @{ Id = 'ExportFileUnwritable'; Because = 'a folder that is not there'; Folder = 'nowhere' }
    ) {
        $asked = $Asked ?? @{}
        $target = $Folder ? (Join-Path $TestDrive $Folder 'x.html') : $file
        { Export-CostReport $target @asked -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        $target | Should -Not -Exist
    }

    It 'has nothing to say of an empty store' {
        $null = Enter-TestHome
        { Export-CostReport $file -ErrorAction Stop } | Should -Throw -ErrorId 'NothingToReport,*'
        $file | Should -Not -Exist
    }
}
