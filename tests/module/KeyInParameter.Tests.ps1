BeforeDiscovery {
    $keys = 'sk-made-up-0123456789abcdef', 'vck_madeup0123456789', 'dop_v1_madeup0123456789', 'doo_v1_madeup0123456789', 'dor_v1_madeup0123456789'
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

    $strings = 'Host=db.example.com;Username=ann;Password=made-up word', 'Server=db;Pwd="made-up;word"', '/x/Host=db;psw=made-up', 'postgresql://ann:made-up@db.example.com/costs', 'password = made-up'
    $script:places = foreach ($text in $strings) {
        @{ Key = $text; What = 'Copy-CostStore -ToFolder'; Do = { param($k) Copy-CostStore -ToFolder $k } }
        @{ Key = $text; What = 'Copy-CostStore -ToFolder -WhatIf'; Do = { param($k) Copy-CostStore -ToFolder $k -WhatIf } }
        @{ Key = $text; What = 'Restore-CostStore'; Do = { param($k) Restore-CostStore $k -Confirm:$false } }
        @{ Key = $text; What = 'Backup-CostStore'; Do = { param($k) Backup-CostStore "$TestDrive/no/$k" } }
        @{ Key = $text; What = 'Import-CostSnapshot'; Do = { param($k) Import-CostSnapshot -LiteralPath $k } }
        @{ Key = $text; What = 'Get-CostAccount'; Do = { param($k) Get-CostAccount $k } }
        @{ Key = $text; What = 'COSTCOMPASS_HOME'; Do = {
                param($k)
                $before = $env:COSTCOMPASS_HOME
                try {
                    Set-Content $TestDrive/file x
                    $env:COSTCOMPASS_HOME = "$TestDrive/file/$k"
                    Set-CostBudget All 1 USD
                }
                finally { $env:COSTCOMPASS_HOME = $before }
            }
        }
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

Describe 'A connection string in a wrong place' {
    It 'is not repeated by <What> (<Key>)' -ForEach $places {
        $said = try { & $Do $Key 3>&1 2>&1 } catch { $_ }
        $text = foreach ($one in @($said)) {
            if ($one -is [Management.Automation.ErrorRecord]) { "$one", "$($one.Exception)", "$($one.TargetObject)", "$($one.ErrorDetails)", "$($one.ErrorDetails.RecommendedAction)" }
            else { "$one" }
        }

        "$text" | Should -Not -BeNullOrEmpty
        "$text" | Should -Not -Match 'made-?up'
    }

    It 'is refused as a folder, and the error says where it belongs' {
        Copy-CostStore -ToFolder 'Host=db;Database=costs;Password=made-up' -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionStringInsteadOfFolder,*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*-To *'
        Test-Path 'Host=*' | Should -BeFalse
    }
}
