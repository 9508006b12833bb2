BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:simulator = Open-Simulator -Argument '--topped-up', '20', '--clock', '2026-11-16T00:00:00Z'
    $yuan = 'sk-made-up-0000000000000002'
    $null = Invoke-Simulator $simulator accounts @{ key = $yuan; currency = 'CNY'; toppedUp = 5 }
    $script:testHome = Enter-TestHome
    Enter-Instant '2026-11-16T00:00:00Z' $simulator
    $null = Connect-TestAccount $simulator team-a
    $null = Connect-TestAccount $simulator Team-B -Key $yuan
    $null = Connect-TestAccount $simulator former
    $null = Update-CostSnapshot
    Disconnect-CostAccount former
    $null = Connect-TestAccount $simulator other

    function Get-Completion {
        param([string] $Line)
        $offered = (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
        # A file of that name is what PowerShell offers where an argument has no completer.
        $offered | Where-Object ResultType -EQ ParameterValue
    }
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'Completion of -Name' {
    It 'offers the accounts, and those of which there is a history alone' {
        (Get-Completion 'Get-CostSnapshot -Name ').CompletionText | Should -Be @('former', 'other', 'team-a', 'Team-B')
    }

    It 'is there for <_>' -ForEach @(
        'Get-CostAccount', 'Get-CostSnapshot', 'Get-CostSpend', 'Get-CostForecast', 'Get-DeepSeekBalance', 'Get-DeepSeekModel',
        'Get-DeepSeekRateLimit', 'Update-CostSnapshot', 'Remove-CostSnapshot', 'Disconnect-CostAccount'
    ) {
        (Get-Completion "$_ -Name te").CompletionText | Should -Be @('team-a', 'Team-B')
        (Get-Completion "$_ ot").CompletionText | Should -Be 'other'
    }

    It 'goes on within quotes and in a list' {
        (Get-Completion "Get-CostSpend -Name 'tea").CompletionText | Should -Be @('team-a', 'Team-B')
        (Get-Completion 'Get-CostSpend -Name other, FORM').CompletionText | Should -Be 'former'
    }

    It 'tells by its tooltip what each is' {
        $tips = @{}
        Get-Completion 'Get-CostSnapshot -Name ' | ForEach-Object { $tips[$_.CompletionText] = $_.ToolTip }

        $tips['team-a'] | Should -Be 'DeepSeek, key from Environment'
        $tips['other'] | Should -Be 'DeepSeek, key from Environment'
        $tips['former'] | Should -Be 'DeepSeek, USD in the history'
    }

    It 'offers the account that an environment variable makes' {
        $script:testHome = $env:COSTCOMPASS_HOME
        $env:COSTCOMPASS_HOME = Join-Path $TestDrive 'nothing-there'
        $env:DEEPSEEK_API_KEY = $simulator.Key
        try {
            (Get-Completion 'Get-DeepSeekBalance -Name ').CompletionText | Should -Be 'deepseek'
            $env:COSTCOMPASS_HOME | Should -Not -Exist
        }
        finally {
            $env:COSTCOMPASS_HOME = $testHome
            $env:DEEPSEEK_API_KEY = $null
        }
    }

    It 'offers nothing, and asks nobody, when the store cannot be read' {
        $script:testHome = $env:COSTCOMPASS_HOME
        $env:COSTCOMPASS_HOME = Join-Path $TestDrive 'damaged'
        $null = New-Item $env:COSTCOMPASS_HOME -ItemType Directory
        Set-Content (Join-Path $env:COSTCOMPASS_HOME 'costcompass.db') ('no database ' * 500)
        $null = Invoke-Simulator $simulator requests -Method Delete
        try {
            Get-Completion 'Get-CostSnapshot -Name ' | Should -BeNullOrEmpty
            Get-Completion 'Get-CostSnapshot -Currency ' | Should -BeNullOrEmpty
            (Invoke-Simulator $simulator requests).count | Should -Be 0
        }
        finally {
            $env:COSTCOMPASS_HOME = $testHome
        }
    }
}

Describe 'Completion of -Currency' {
    It 'offers the currencies of the history, and whose they are' {
        $offered = Get-Completion 'Get-CostSpend -Currency '

        $offered.CompletionText | Sort-Object | Should -Be @('CNY', 'USD')
        ($offered | Where-Object CompletionText -EQ CNY).ToolTip | Should -Be 'in the history of Team-B'
        ($offered | Where-Object CompletionText -EQ USD).ToolTip | Should -Be 'in the history of former, team-a'
    }

    It 'offers the price lists, with whose they are, and nothing else is taken' {
        $offered = Get-Completion 'Get-DeepSeekPrice -Currency '
        $offered.CompletionText | Should -Be @('USD', 'CNY')
        $offered[1].ToolTip | Should -Be 'Chinese yuan: accounts that were topped up in yuan'
        (Get-Completion 'Get-DeepSeekPrice -Currency c').CompletionText | Should -Be 'CNY'
        { Get-DeepSeekPrice -Currency EUR } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage '*EUR*USD, CNY*'
        { Get-DeepSeekPrice -Currency @() } | Should -Throw -ErrorId 'ParameterArgumentValidationError*,*'
        @((Get-DeepSeekPrice -Currency usd).Currency | Select-Object -Unique) | Should -Be 'USD'
    }

    It 'takes what is typed in any case' {
        (Get-Completion 'Get-CostForecast -Currency u').CompletionText | Should -Be 'USD'
        (Get-Completion "Get-CostForecast -Currency 'u").CompletionText | Should -Be 'USD'
    }
}

Describe 'Completion of what is not a file' {
    BeforeAll {
        $null = Set-CostBudget Everything 50 USD
        $null = Add-CostSubscription ide 20 USD -Start 2026-01-03
        $script:event = Add-CostBalanceEvent team-a -Kind TopUp -Amount 5 -Currency USD -At 2026-11-15T00:00:00Z
    }

    It 'offers <Text> for <Line>' -ForEach @(
        @{ Line = 'Get-CostSpend -Provider Deep'; Text = 'DeepSeek'; Tip = 'key' }
        @{ Line = 'Export-CostFocus x.csv -Provider Deep'; Text = 'DeepSeek'; Tip = 'key' }
        @{ Line = 'Import-CostSnapshot x.csv -Provider Deep'; Text = 'DeepSeek'; Tip = 'key' }
        @{ Line = 'Test-CostBudget '; Text = 'Everything'; Tip = '50.00 USD a month' }
        @{ Line = 'Add-CostSubscription -Name '; Text = 'my-subscription'; Tip = 'the name of a new subscription' }
        @{ Line = 'Add-CostSubscription -Name chat'; Text = 'chat'; Tip = 'the name of a new subscription' }
    ) {
        $offered = @(Get-Completion $Line)
        $offered.CompletionText | Should -Be $Text
        $offered[0].ToolTip | Should -BeLike "*$Tip*"
    }

    It 'offers the numbers of balance events, and says what each is' {
        $offered = @(Get-Completion 'Remove-CostBalanceEvent -Id ')
        $offered.CompletionText | Should -Be "$($event.Id)"
        $offered[0].ToolTip | Should -Be 'TopUp of 5.00 USD, team-a, 2026-11-15'
    }

    It 'offers accounts and subscriptions where both are meant' {
        (Get-Completion 'Export-CostFocus x.csv -Name ').CompletionText | Should -Be @('former', 'other', 'team-a', 'Team-B', 'ide')
    }
}

Describe 'Completion of -TimeZone' {
    It 'finds a zone by any part of its name' {
        (Get-Completion 'Get-CostSpend -TimeZone shang').CompletionText | Should -Contain ($IsWindows ? "'China Standard Time'" : 'Asia/Shanghai')
    } -Skip:$IsWindows

    It 'offers names that the parameter takes, with the name for people beside' {
        $offered = @(Get-Completion 'Get-CostForecast -TimeZone ')

        $offered.Count | Should -BeGreaterThan 100
        $offered | Where-Object { -not $_.ToolTip } | Should -BeNullOrEmpty
        foreach ($one in $offered | Select-Object -First 20) {
            [TimeZoneInfo]::FindSystemTimeZoneById($one.CompletionText.Trim("'")) | Should -Not -BeNullOrEmpty
        }
    }

    It 'and a zone that is none is refused by name' {
        { Get-CostSpend -TimeZone 'Mars/Olympus' } | Should -Throw "*Unknown time zone 'Mars/Olympus'*"
    }
}
