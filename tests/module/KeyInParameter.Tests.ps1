BeforeDiscovery {
    $keys = 'sk-made-up-0123456789abcdef', 'vck_madeup0123456789', 'dop_v1_madeup0123456789'
    $script:calls = foreach ($key in $keys) {
        @{ Key = $key; What = 'Get-CostProvider'; Do = { param($k) Get-CostProvider $k } }
        @{ Key = $key; What = 'Get-CostSpend -Name'; Do = { param($k) Get-CostSpend -GroupBy Window $k } }
        @{ Key = $key; What = 'Get-CostAccount'; Do = { param($k) Get-CostAccount $k } }
        @{ Key = $key; What = 'Get-CostBudget'; Do = { param($k) Get-CostBudget $k } }
        @{ Key = $key; What = 'Test-CostBudget'; Do = { param($k) Test-CostBudget $k } }
        @{ Key = $key; What = 'Get-CostSubscription'; Do = { param($k) Get-CostSubscription $k } }
        @{ Key = $key; What = 'Get-DeepSeekQuote -Id'; Do = { param($k) Get-DeepSeekQuote -Id $k } }
        @{ Key = $key; What = 'Remove-DeepSeekQuote'; Do = { param($k) Remove-DeepSeekQuote -Id $k -Confirm:$false } }
        @{ Key = $key; What = 'New-DeepSeekQuote -Model'; Do = { param($k) New-DeepSeekQuote $k -InputTokens 1 } }
        @{ Key = $key; What = 'Get-DeepSeekPrice -Model'; Do = { param($k) Get-DeepSeekPrice $k } }
        @{ Key = $key; What = 'Import-CostSnapshot'; Do = { param($k) Import-CostSnapshot $k } }
        @{ Key = $key; What = 'Import-CostRecord -Provider'; Do = { param($k) 'date,amount,currency', '2026-01-01,1,USD' | Set-Content $TestDrive/x.csv; Import-CostRecord $TestDrive/x.csv -Account team -Provider "=$k" } }
        @{ Key = $key; What = 'Restore-CostStore'; Do = { param($k) Restore-CostStore $k -Confirm:$false } }
        @{ Key = $key; What = 'Set-CostBudget'; Do = { param($k) Set-CostBudget -Name $k -Amount 1 -Currency USD } }
        @{ Key = $key; What = 'Add-CostBalanceEvent'; Do = { param($k) Add-CostBalanceEvent -Name $k -Kind TopUp -Amount 1 -Currency USD } }
        @{ Key = $key; What = 'Remove-CostSnapshot'; Do = { param($k) Remove-CostSnapshot $k -Confirm:$false } }
        @{ Key = $key; What = 'Show-CostChart'; Do = { param($k) Show-CostChart $k } }
        @{ Key = $key; What = 'Disconnect-CostAccount'; Do = { param($k) Disconnect-CostAccount $k -Confirm:$false } }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $null = Enter-TestHome
}

AfterAll { Exit-TestHome }

Describe 'A key in a wrong parameter' {
    It 'is not repeated by <What> (<Key>)' -ForEach $calls {
        $said = try { & $Do $Key -ErrorAction SilentlyContinue -ErrorVariable failures 3>&1 2>&1 } catch { $_ }
        $text = foreach ($one in @($said) + @($failures)) {
            if ($one -is [Management.Automation.ErrorRecord]) { "$one", "$($one.Exception)", "$($one.TargetObject)", "$($one.ErrorDetails)", "$($one.ErrorDetails.RecommendedAction)" }
            elseif ($one -is [Management.Automation.WarningRecord]) { $one.Message }
        }

        "$text" | Should -Not -Match 'made-?up'
    }
}
