# One account, a reading at each midnight, 1.50 spent a day, and 20 paid in on the third day beside 1.40 of spend:
#
#   instant (UTC)   total   what the balance tells of the day before
#   11-01           50.0    baseline
#   11-02           48.5    clean        1.5
#   11-03           47.0    clean        1.5
#   11-04           65.6    lower bound  0, top-up at least 18.6; with the burn of 1.5 a day, 20 is the likely one
#   11-05           64.1    clean        1.5
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:history = Join-Path $TestDrive 'history.csv'
    Set-Content $history @(
        'account,currency,first_seen,total'
        'team,USD,2026-11-01T00:00:00Z,50'
        'team,USD,2026-11-02T00:00:00Z,48.5'
        'team,USD,2026-11-03T00:00:00Z,47'
        'team,USD,2026-11-04T00:00:00Z,65.6'
        'team,USD,2026-11-05T00:00:00Z,64.1'
    )

    function Get-MaskedWindow {
        Get-CostSpend -GroupBy Window team -After 2026-11-03T00:00:00Z -Before 2026-11-04T00:00:00Z
    }
}

Describe 'Balance events' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-06T00:00:00Z'
        $null = Import-CostSnapshot $history
    }

    AfterEach { Exit-TestHome }

    It 'suggests the top-up that the burn before points at, and records nothing by itself' {
        $window = Get-MaskedWindow
        $window.Quality | Should -Be 'LowerBound'
        $window.Amount | Should -Be 0
        $window.TopUp | Should -Be 18.6
        $window.SuggestedTopUp | Should -Be 20
        Get-CostBalanceEvent | Should -BeNullOrEmpty
    }

    It 'uses the suggestion for an estimate when asked to' {
        $total = Get-CostSpend team -GroupBy Account -IncludeEstimate
        $total.Amount | Should -Be 5.9
        $total.Low | Should -Be 4.5
        $total.High | Should -BeNullOrEmpty
        $total.Quality | Should -Be 'Estimated'
    }

    It 'resolves a window by a recorded top-up' {
        $recorded = Add-CostBalanceEvent team -Kind TopUp -Amount 20 -At 2026-11-03T12:00:00Z
        $recorded.Currency | Should -Be 'USD'
        $window = Get-MaskedWindow
        $window.Quality | Should -Be 'Recovered'
        $window.Amount | Should -Be 1.4
        $window.High | Should -Be 1.4
        $window.TopUp | Should -Be 20
    }

    It 'records the suggestions of windows that are piped in, and passes over windows without one' {
        $recorded = Get-CostSpend -GroupBy Window | Add-CostBalanceEvent
        @($recorded).Count | Should -Be 1
        $recorded.Kind | Should -Be 'TopUp'
        $recorded.Amount | Should -Be 20
        (Get-CostSpend -GroupBy Account).Amount | Should -Be 5.9
        (Get-CostSpend -GroupBy Account).Quality | Should -Be 'Recovered'
    }

    It 'refuses a record that would make the spend negative, names both figures, and stores nothing' {
        $failure = { Add-CostBalanceEvent team -Kind TopUp -Amount 5 -At 2026-11-03T12:00:00Z -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'EventContradictsBalance,*'
        $failure.Exception.Message | Should -BeLike '*+18.6*+5*-13.6*'
        Get-CostBalanceEvent | Should -BeNullOrEmpty
    }

    It 'takes two top-ups of one window together that would be refused alone' {
        $both = @(
            [pscustomobject]@{ Account = 'team'; Kind = 'TopUp'; Amount = 10; At = '2026-11-03T06:00:00Z' }
            [pscustomobject]@{ Account = 'team'; Kind = 'TopUp'; Amount = 10; At = '2026-11-03T18:00:00Z' }
        )
        $both | Add-CostBalanceEvent | Should -HaveCount 2
        (Get-MaskedWindow).Amount | Should -Be 1.4
    }

    It 'counts an event in the window that follows when the balance still stood unchanged' {
        $null = Add-CostBalanceEvent team -Kind TopUp -Amount 20 -At 2026-11-03T00:00:00.5Z
        (Get-MaskedWindow).Amount | Should -Be 1.4
    }

    It 'does not know in an earlier instant what was recorded later' {
        $null = Get-CostSpend -GroupBy Window | Add-CostBalanceEvent
        (Get-CostSpend -AsOf 2026-11-05T12:00:00Z -GroupBy Account).Quality | Should -Be 'LowerBound'
        (Get-CostSpend -AsOf 2026-11-06T00:00:00Z -GroupBy Account).Quality | Should -Be 'Recovered'
    }

    It 'leaves a refund out of the spend' {
        $null = Add-CostBalanceEvent team -Kind Refund -Amount 1 -At 2026-11-01T12:00:00Z
        (Get-CostSpend team -Before 2026-11-02T00:00:00Z -GroupBy Account).Amount | Should -Be 0.5
    }

    It 'becomes what it was when the event is removed' {
        Get-CostSpend -GroupBy Window | Add-CostBalanceEvent | Remove-CostBalanceEvent
        Get-CostBalanceEvent | Should -BeNullOrEmpty
        (Get-MaskedWindow).Quality | Should -Be 'LowerBound'
    }

    It 'comes back from Export-Csv' {
        $file = Join-Path $TestDrive 'events.csv'
        Get-CostSpend -GroupBy Window | Add-CostBalanceEvent | Export-Csv $file
        Get-CostBalanceEvent | Remove-CostBalanceEvent
        $null = Import-Csv $file | Add-CostBalanceEvent
        (Get-MaskedWindow).Amount | Should -Be 1.4
    }

    It 'refuses a figure by <_>, which is not one window, and records nothing' -ForEach 'Day', 'Month', 'Account', 'Provider' {
        $group = Get-CostSpend -GroupBy $_ -TimeZone UTC
        $group.Where{ $null -ne $_.SuggestedTopUp } | Should -BeNullOrEmpty
        $group | Add-CostBalanceEvent -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @($failures.FullyQualifiedErrorId | Select-Object -Unique) | Should -BeLike 'EventNeedsWindow,*'
        { Get-CostSpend -MonthToDate | Add-CostBalanceEvent -ErrorAction Stop } | Should -Throw
        Get-CostBalanceEvent | Should -BeNullOrEmpty
    }

    It 'records a suggestion for the window, so that finer readings change nothing' {
        $recorded = Get-CostSpend -GroupBy Window | Add-CostBalanceEvent
        $recorded.Since.UtcDateTime | Should -Be ([datetime]'2026-11-03T00:00:00')
        $recorded.At.UtcDateTime | Should -Be ([datetime]'2026-11-04T00:00:00')
        $finer = Join-Path $TestDrive 'finer.csv'
        Set-Content $finer @(
            'account,currency,first_seen,total'
            'team,USD,2026-11-03T06:00:00Z,66.5'
            'team,USD,2026-11-03T18:00:00Z,66'
        )
        $null = Import-CostSnapshot $finer
        (Get-CostSpend -GroupBy Account).Amount | Should -Be 5.9
    }

    It 'does not suggest in a part of a window' {
        (Get-CostSpend -GroupBy Window team -After 2026-11-03T12:00:00Z -Before 2026-11-04T00:00:00Z).SuggestedTopUp | Should -BeNullOrEmpty
    }

    It 'records the same event once, unless it is forced to' {
        $windows = Get-CostSpend -GroupBy Window
        $first = $windows | Add-CostBalanceEvent
        $second = $windows | Add-CostBalanceEvent -WarningVariable warnings -WarningAction SilentlyContinue
        $second.Id | Should -Be $first.Id
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike '*already*-Force*'
        (Get-CostSpend -GroupBy Account).Amount | Should -Be 5.9
        $null = $windows | Add-CostBalanceEvent -Force
        (Get-CostSpend -GroupBy Account).Amount | Should -Be 25.9
    }

    It 'says of an event that no rise shows which window it counts in, and which may be meant' {
        $null = Add-CostBalanceEvent team -Kind TopUp -Amount 20 -At 2026-11-04T06:00:00Z -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike '*between 2026-11-04 00:00:00Z and 2026-11-05 00:00:00Z*Between 2026-11-03 00:00:00Z and 2026-11-04 00:00:00Z, the balance rose by 18.6*'
    }

    It 'lets a record that contradicts the balance stop only those of its account' {
        Set-Content (Join-Path $TestDrive 'other.csv') 'account,currency,first_seen,total', 'other,USD,2026-11-01T00:00:00Z,5', 'other,USD,2026-11-02T00:00:00Z,14'
        $null = Import-CostSnapshot (Join-Path $TestDrive 'other.csv')
        $recorded = @(
            [pscustomobject]@{ Account = 'team'; Kind = 'TopUp'; Amount = 5; Currency = 'USD'; At = '2026-11-03T06:00:00Z' }
            [pscustomobject]@{ Account = 'other'; Kind = 'TopUp'; Amount = 10; Currency = 'USD'; At = '2026-11-01T06:00:00Z' }
        ) | Add-CostBalanceEvent -ErrorVariable failures -ErrorAction SilentlyContinue
        $recorded.Account | Should -Be 'other'
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be 'team'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'EventContradictsBalance,*'
    }

    It 'knows before its removal what was removed later' {
        $null = Get-CostSpend -GroupBy Window | Add-CostBalanceEvent
        $env:COSTCOMPASS_CLOCK = '2026-11-07T00:00:00Z'
        Get-CostBalanceEvent | Remove-CostBalanceEvent
        (Get-CostSpend -GroupBy Account).Quality | Should -Be 'LowerBound'
        (Get-CostSpend -GroupBy Account -AsOf 2026-11-06T12:00:00Z).Quality | Should -Be 'Recovered'
    }

    It 'says of an account without a history that the event waits for one' {
        $recorded = Add-CostBalanceEvent nosuch -Kind TopUp -Amount 20 -Currency USD -At 2026-11-03T12:00:00Z -WarningVariable warnings -WarningAction SilentlyContinue
        $recorded.Account | Should -Be 'nosuch'
        $warnings[0].Message | Should -BeLike "*'nosuch'*USD*"
    }

    It 'warns of an event in the future, and records it' {
        $null = Add-CostBalanceEvent team -Kind GrantExpiry -Amount 1 -At 2062-11-03T12:00:00Z -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike 'The GrantExpiry of 1 USD at 2062-11-03 12:00:00Z (team) is in the future and counts from that time*Remove-CostBalanceEvent*'
        @(Get-CostBalanceEvent).Count | Should -Be 1
    }

    It 'says which number has no event' {
        $failure = { Remove-CostBalanceEvent 17 -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'BalanceEventNotFound,*'
    }

    It 'takes no amount of <_>' -ForEach 0, -5, 1e-12 {
        $failure = { Add-CostBalanceEvent team -Kind TopUp -Amount $_ -At 2026-11-03T12:00:00Z -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidEventAmount,*'
    }
}

Describe 'A currency that changes' {
    BeforeAll {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-06T00:00:00Z'
        $file = Join-Path $TestDrive 'currencies.csv'
        Set-Content $file @(
            'account,currency,first_seen,total'
            'moved,CNY,2026-11-01T00:00:00Z,100'
            'moved,CNY,2026-11-02T00:00:00Z,90'
            'moved,CNY,2026-11-03T00:00:00Z,0'
            'moved,USD,2026-11-01T00:00:00Z,0'
            'moved,USD,2026-11-03T00:00:00Z,12'
            'drained,CNY,2026-11-01T00:00:00Z,100'
            'drained,CNY,2026-11-02T00:00:00Z,90'
            'drained,CNY,2026-11-03T00:00:00Z,0'
        )
        $null = Import-CostSnapshot $file
    }

    AfterAll { Exit-TestHome }

    It 'is no drain of the one that vanished' {
        $spend = Get-CostSpend moved -Currency CNY -GroupBy Account
        $spend.Amount | Should -Be 10
        $spend.Quality | Should -Be 'LowerBound'
        # In a day, money could have been added and spent.
        $spend.High | Should -BeNullOrEmpty
    }

    It 'suggests no top-up for the one that came instead' {
        (Get-CostSpend -GroupBy Window moved -Currency USD | Select-Object -Last 1).SuggestedTopUp | Should -BeNullOrEmpty
    }

    It 'is a drain where no other currency rose' {
        $spend = Get-CostSpend drained -Currency CNY -GroupBy Account
        $spend.Amount | Should -Be 100
        $spend.Quality | Should -Be 'Clean'
    }
}

Describe 'Remove-CostSnapshot' {
    BeforeAll { $null = Enter-TestHome }
    AfterAll { Exit-TestHome }

    It 'says of a name that has no history that there is nothing to remove' {
        $failure = { Remove-CostSnapshot nosuch -Confirm:$false -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'NoSnapshot,*'
        { Remove-CostSnapshot nosuch* -Confirm:$false -ErrorAction Stop } | Should -Not -Throw
    }
}
