BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    $script:priceHeader = 'effective_from_utc,effective_to_utc,model,band,usd_cache_hit,usd_cache_miss,usd_output,cny_cache_hit,cny_cache_miss,cny_output,confidence'
    $script:newPrice = '2027-01-01T00:00:00Z,,deepseek-flash,flat,0.002,0.1,0.4,0.015,0.7,2.8,high'

    function New-TableFile {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes to the folder of the test only.')]
        param([string] $Name, [string[]] $Line)
        $file = Join-Path $TestDrive $Name
        Set-Content $file $Line
        $file
    }

    function Get-Completion {
        param([string] $Line)
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue
    }
}

Describe 'Get-DeepSeekPrice' {
    BeforeEach {
        $null = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-11-16T09:00:00Z'
    }
    AfterEach { Exit-TestHome }

    It 'lists every band of every model that is sold, in both currencies' {
        $prices = Get-DeepSeekPrice
        $prices | Should -HaveCount 8
        @($prices | Group-Object Model).Name | Sort-Object | Should -Be 'deepseek-flash', 'deepseek-v4-pro'
        ($prices | Where-Object { $_.Model -eq 'deepseek-flash' -and $_.Currency -eq 'CNY' -and $_.Band -eq 'Peak' }).Output | Should -Be 8
    }

    It 'gives the one price at <At>: <Miss>' -ForEach @(
        @{ At = '2026-11-16T09:59:59.9999999Z'; Miss = 0.3 }
        @{ At = '2026-11-16T10:00:00Z'; Miss = 0.15 }
        @{ At = '2026-11-16T18:00:00+08:00'; Miss = 0.15 }
    ) {
        $price = Get-DeepSeekPrice deepseek-flash -At $At -Currency USD
        $price | Should -HaveCount 1
        $price.CacheMiss | Should -Be $Miss
        $price.CacheMiss | Should -BeOfType decimal
    }

    It 'prices an alias as the model that is billed' {
        (Get-DeepSeekPrice deepseek-v4-flash-vision-exp -Currency USD -At 2026-11-16T12:00:00Z).Model | Should -Be 'deepseek-flash'
    }

    It 'prices a retired name at its time and warns with the successor' {
        $price = Get-DeepSeekPrice deepseek-chat -At 2026-05-01T00:00:00Z -Currency USD -WarningVariable warned -WarningAction SilentlyContinue
        $price.CacheHit | Should -Be 0.0028
        "$warned" | Should -BeLike "*'deepseek-chat' was retired*'deepseek-flash'*"
    }

    It 'refuses a retired name after its retirement and goes on with the next' {
        $prices = 'deepseek-reasoner', 'deepseek-flash' | Get-DeepSeekPrice -Currency USD -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'ModelRetired,*'
        "$failed" | Should -BeLike "*successor is 'deepseek-flash'*"
        $prices | Should -HaveCount 2
    }

    It 'names the model and the instant when no price is known' {
        $null = Get-DeepSeekPrice gpt-5 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'UnknownModel,*'
        $null = Get-DeepSeekPrice deepseek-flash -At 2026-01-01T00:00:00Z -ErrorVariable failed -ErrorAction SilentlyContinue
        "$($failed[0])" | Should -BeLike "*deepseek-flash*2026-01-01 00:00:00Z*"
    }

    It 'gives the whole past with -All' {
        $all = Get-DeepSeekPrice deepseek-chat -All -Currency USD
        $all[0].CacheHit | Should -Be $null
        $all | Should -HaveCount 6
        @($all.Confidence | Sort-Object -Unique) -join ' ' | Should -Be 'Low Medium High'
    }

    It 'takes [1m] behind a name, versions, and refuses a router''s name' {
        (Get-DeepSeekPrice 'deepseek-v4-pro[1m]' -Currency USD).Model | Should -Be 'deepseek-v4-pro', 'deepseek-v4-pro'
        (Get-DeepSeekPrice 'deepseek-flash-1017[1m]' -Currency USD -At 2026-11-16T12:00:00Z).CacheMiss | Should -Be 0.15
        Get-DeepSeekPrice deepseek/deepseek-v4-pro -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'UnknownModel,*'
        "$failed" | Should -BeLike "*router*the prices of DeepSeek don't apply*"
    }

    It 'lists charges per use in force, in both currencies' {
        $uses = Get-DeepSeekPrice -PerUse
        $uses | Should -HaveCount 10
        ($uses | Where-Object { $_.Use -eq 'WebSearch' }).Price | Should -Be 0.75, 5
        $unread = $uses | Where-Object { $null -eq $_.Price }
        $unread.Use | Should -Be 'TextToSpeech', 'SpeechToText', 'SpeechToText'
        $unread.Confidence | Should -Be 'Unread', 'Unread', 'Unread'
        (Get-DeepSeekPrice -PerUse -At 2026-10-31T15:59:00Z -Currency USD).Use | Should -Be 'WebSearch', 'WebEndpoint'
        (Get-DeepSeekPrice -PerUse -At 2026-10-31T15:59:00Z -Currency USD).Price | Should -Be 0, 0.75
        Get-DeepSeekPrice -PerUse -All -Currency CNY | Should -HaveCount 6
    }

    It 'overrides a charge per use by an imported table' {
        $file = New-TableFile uses.csv 'effective_from_utc,effective_to_utc,use,unit,per,usd_price,cny_price,confidence', '2026-11-13T00:00:00Z,,speech-to-text,minute,60,0.12,,high'
        $table = Import-DeepSeekPrice $file
        $table.Kind, $table.Rows | Should -Be 'Use', 1
        $price = Get-DeepSeekPrice -PerUse | Where-Object Use -EQ SpeechToText
        $price.Price | Should -Be 0.12, $null
        $price[0].Unit, $price[0].Per, $price[0].Source | Should -Be 'minute', 60, 'uses.csv'
        (Get-DeepSeekPriceTable -Kind Use).Version | Should -Be 0, $table.Version
    }

    It 'completes the models, the retired ones last, with prices as tips' {
        $offered = Get-Completion 'Get-DeepSeekPrice -Model deepseek-'
        $offered[0].CompletionText | Should -Be 'deepseek-flash'
        $offered[0].ToolTip | Should -Be 'Peak now: 0.006 USD hit, 0.30 miss, 1.20 output per 1M tokens'
        $offered[-1].ToolTip | Should -BeLike 'retired 2026-*'
    }
}

Describe 'Get-DeepSeekPriceBand' {
    BeforeEach { $null = Enter-TestHome }
    AfterEach { Exit-TestHome }

    It 'walks over the holidays to the next real change' {
        $band = Get-DeepSeekPriceBand -At 2026-09-30T10:00:00Z
        "$($band.Band) $($band.Next) $($band.Until.UtcDateTime.ToString('s')) $($band.IsVerified)" | Should -Be 'OffPeak Peak 2026-10-08T01:00:00 True'
    }

    It 'says that a working day of 2027 is not verified' {
        (Get-DeepSeekPriceBand -At 2027-01-04T02:00:00Z).IsVerified | Should -BeFalse
    }

    It 'tells the band now without an instant' {
        $env:COSTCOMPASS_CLOCK = '2026-11-16T09:30:00Z'
        (Get-DeepSeekPriceBand).Band | Should -Be 'Peak'
    }
}

Describe 'Import-DeepSeekPrice' {
    BeforeEach { $null = Enter-TestHome }
    AfterEach { Exit-TestHome }

    It 'lays the table over the built-in one, for other sessions too' {
        $table = Import-DeepSeekPrice (New-TableFile newer.csv $priceHeader, $newPrice)
        "$($table.Version) $($table.Kind) $($table.Rows)" | Should -Be '1 Price 2'
        (Get-DeepSeekPrice deepseek-flash -At 2027-01-04T02:00:00Z -Currency USD).CacheMiss | Should -Be 0.1
        (Get-DeepSeekPrice deepseek-flash -At 2026-12-31T02:00:00Z -Currency USD).CacheMiss | Should -Be 0.3
        $module = Get-BuiltModulePath
        $other = & (Get-PowerShellPath) -NoProfile -Command "Import-Module '$module'; (Get-DeepSeekPrice deepseek-flash -At 2027-01-04T02:00:00Z -Currency USD).Source"
        $other | Should -Be 'newer.csv'
    }

    It 'changes nothing the second time' {
        $file = New-TableFile newer.csv $priceHeader, $newPrice
        $first = Import-DeepSeekPrice $file
        (Import-DeepSeekPrice $file).Version | Should -Be $first.Version
        Get-DeepSeekPriceTable | Should -HaveCount 6
    }

    It 'takes files that need one another, and all of them or none' {
        $names = New-TableFile names.csv 'name,billed_as,from_utc,retired_at_utc', 'deepseek-v4-pro,deepseek-v5,2027-01-01T00:00:00Z,'
        $prices = New-TableFile prices.csv $priceHeader, ($newPrice -replace 'deepseek-flash', 'deepseek-v5')
        Import-DeepSeekPrice $names -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'NameUnresolved,*'
        $names, $prices | Get-Item | Import-DeepSeekPrice | Should -HaveCount 2
        (Get-DeepSeekPrice deepseek-v4-pro -At 2027-01-04T00:00:00Z -Currency CNY).Output | Should -Be 2.8
    }

    It 'keeps nothing when one of the files cannot be read' {
        $bad = New-TableFile bad.csv $priceHeader, ($newPrice -replace 'flat', 'noon')
        $good = New-TableFile good.csv $priceHeader, $newPrice
        $none = Join-Path $TestDrive 'none.csv'
        foreach ($files in @($bad, $good), @($good, $none)) {
            Import-DeepSeekPrice -LiteralPath $files -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed | Should -Not -BeNullOrEmpty
        }
        Get-DeepSeekPriceTable | Should -HaveCount 5
    }

    It 'refuses a file that is no table' {
        Import-DeepSeekPrice (New-TableFile other.csv 'date,amount', '2026-01-01,3') -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'PriceFileUnknown,*'
    }

    It 'writes nothing with -WhatIf' {
        Import-DeepSeekPrice (New-TableFile newer.csv $priceHeader, $newPrice) -WhatIf
        Get-DeepSeekPriceTable | Should -HaveCount 5
    }

    It 'uses the calendar of holidays that a person gives' {
        $null = Import-DeepSeekPrice (New-TableFile days.csv 'first_day,last_day,verified', '2027-02-05,2027-02-11,true')
        $band = Get-DeepSeekPriceBand -At 2027-02-11T02:00:00Z
        "$($band.Band) $($band.IsVerified)" | Should -Be 'OffPeak True'
        $tables = Get-DeepSeekPriceTable -Kind Holiday
        $tables[-1] | Remove-DeepSeekPriceTable
        (Get-DeepSeekPriceBand -At 2027-02-11T02:00:00Z).Band | Should -Be 'Peak'
    }
}

Describe 'Remove-DeepSeekPriceTable' {
    BeforeEach { $null = Enter-TestHome }
    AfterEach { Exit-TestHome }

    It 'leaves what is below' {
        $first = Import-DeepSeekPrice (New-TableFile first.csv $priceHeader, $newPrice)
        $second = Import-DeepSeekPrice (New-TableFile second.csv $priceHeader, ($newPrice -replace '0\.1,', '0.2,'))
        (Get-DeepSeekPrice deepseek-flash -At 2027-01-04T00:00:00Z -Currency USD).CacheMiss | Should -Be 0.2
        Remove-DeepSeekPriceTable $second.Version
        (Get-DeepSeekPrice deepseek-flash -At 2027-01-04T00:00:00Z -Currency USD).CacheMiss | Should -Be 0.1
        Remove-DeepSeekPriceTable $first.Version -WhatIf
        Get-DeepSeekPriceTable | Should -HaveCount 6
    }

    It 'refuses <Version> with <Id>' -ForEach @(
        @{ Version = 0; Id = 'PriceTableBuiltIn' }
        @{ Version = 9; Id = 'PriceTableNotFound' }
    ) {
        Remove-DeepSeekPriceTable $Version -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }
}
