# What providers and files say reaches terminals and spreadsheets: it must neither steer the one nor run in the other.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $null = Enter-TestHome
    $env:COSTCOMPASS_CLOCK = '2026-11-16T09:00:00Z'
    $env:DEEPSEEK_API_KEY = 'sk-made-up-0000000000000001'
    $script:escape = [char] 27
    $script:formulas = '=1+1', '+1', '-1+1', '@SUM(1)'

    # A cell that a spreadsheet would take for a formula; a number is none.
    function Find-Formula([object[]] $Rows) {
        $Rows | ConvertTo-Csv | ConvertFrom-Csv | ForEach-Object { $_.PSObject.Properties.Value } |
            Where-Object { $_ -match '^ *[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]' -and $_ -notmatch '^-?\d+(\.\d+)?$' }
    }

    function Find-Control([object[]] $Rows) {
        $Rows | Format-List * -Force | Out-String -Stream | Where-Object { ($_ -replace "$escape\[[0-9;]*m") -match '[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]' }
        $Rows | ForEach-Object { $_.PSObject.Properties.Value } | Where-Object { $_ -is [string] -and $_ -match '[\x00-\x1f\x7f-\x9f\u202e]' }
    }
}

AfterAll { Exit-TestHome }

Describe 'A log of calls from anywhere' {
    BeforeAll {
        $script:log = Join-Path $TestDrive 'calls.jsonl'
        $ids = $formulas + "a$escape]0;owned$([char] 7)b", "$escape[2J=1", "`u{202e}x"
        $number = 0
        $ids | ForEach-Object {
            @{ id = $_; created = 1794700000 + ($number++); model = 'deepseek-v4-flash'; usage = @{ prompt_cache_hit_tokens = 1; prompt_cache_miss_tokens = 2; completion_tokens = 3 } } | ConvertTo-Json -Compress -Depth 3
        } | Set-Content $log
        $script:measured = @(Measure-DeepSeekCost -Path $log)
        $null = Add-DeepSeekUsage -Path $log
        $script:kept = @(Get-DeepSeekUsage)
    }

    It 'is read whole' {
        $measured | Should -HaveCount 7
        $kept | Should -HaveCount 7
        $kept.Id | Should -Contain "'=1+1"
        (Add-DeepSeekUsage -Path $log).Added | Should -Be 0
    }

    It 'holds no formula' { Find-Formula ($measured + $kept) | Should -BeNullOrEmpty }

    It 'steers no terminal' { Find-Control ($measured + $kept) | Should -BeNullOrEmpty }
}

Describe 'A CSV of bills from anywhere' {
    It 'names no provider <_>' -ForEach '=cmd()', '+1', '-1', '@SUM(1)' {
        $file = Join-Path $TestDrive 'bills.csv'
        Set-Content $file 'date,provider,amount,currency', "2026-11-01,$_,1,USD"
        Import-CostRecord $file -Name sheet -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ImportRowInvalid,*'
        Get-CostSpend -GroupBy Window sheet -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'keeps escape sequences out of what Export-CostFocus writes' {
        $file = Join-Path $TestDrive 'bills.csv'
        $focus = Join-Path $TestDrive 'focus.csv'
        Set-Content $file 'date,provider,amount,currency,service,model', "2026-11-01,Acme,1,USD,x$escape]0;owned$([char] 7)y,=m$escape[2J"
        Import-CostRecord $file | Should -Not -BeNullOrEmpty
        Export-CostFocus $focus -Name acme
        [IO.File]::ReadAllText($focus) | Should -Not -Match '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]'
        $row = Import-Csv $focus
        $row.ServiceName | Should -Be 'x]0;ownedy'
        $row.x_Model | Should -Be "'=m[2J"
    }
}

Describe 'A name that a person gives' {
    It 'is no formula: <Command>' -ForEach @(
        @{ Command = 'Set-CostBudget'; Run = { param($Name) Set-CostBudget -Name $Name -Amount 1 -Currency USD -ErrorVariable failures -ErrorAction SilentlyContinue; $failures } }
        @{ Command = 'Add-CostSubscription'; Run = { param($Name) Add-CostSubscription -Name $Name -Amount 1 -Currency USD -Period Monthly -Start 2026-11-01 -ErrorVariable failures -ErrorAction SilentlyContinue; $failures } }
    ) {
        foreach ($formula in $formulas) {
            $answer = & $Run $formula
            $answer[-1].FullyQualifiedErrorId | Should -BeLike 'InvalidName,*'
        }
    }
}

Describe 'What Export-CostSnapshot writes' {
    It 'has no cell that is a formula' {
        $history = Join-Path $TestDrive 'history.csv'
        $copy = Join-Path $TestDrive 'copy.csv'
        Set-Content $history 'account,currency,first_seen,total', 'home,USD,2026-11-05T00:00:00Z,10', 'owed,USD,2026-11-05T00:00:00Z,-10'
        $null = Import-CostSnapshot $history
        Export-CostSnapshot $copy
        $rows = @(Import-Csv $copy)
        $rows | Should -HaveCount 2
        Find-Formula $rows | Should -BeNullOrEmpty
    }
}
