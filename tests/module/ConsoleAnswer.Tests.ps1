# Saved answers of the console's pages, in the shapes that real accounts got. All values are made up, except the recorded charges.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    function Save-Answer([object] $Data, [string] $Name = "$([guid]::NewGuid()).json") {
        $file = Join-Path $TestDrive $Name
        @{ code = 0; msg = ''; data = @{ biz_code = 0; biz_msg = ''; biz_data = $Data } } | ConvertTo-Json -Depth 12 | Set-Content -LiteralPath $file
        $file
    }

    function Get-Day([string] $Model, [string] $Hits, [string] $Misses, [string] $Output) {
        @{ date = '2026-05-03'; data = @(@{ model = $Model; usage = @(
                        @{ type = 'PROMPT_TOKEN'; amount = '0' }, @{ type = 'PROMPT_CACHE_HIT_TOKEN'; amount = $Hits }, @{ type = 'PROMPT_CACHE_MISS_TOKEN'; amount = $Misses }
                        @{ type = 'RESPONSE_TOKEN'; amount = $Output }) }) }
    }

    # What a reading each six hours shows of an account whose pools are known: granted credit is spent first, and money comes in between readings.
    function Get-MaskedHistory([int] $Seed, [datetimeoffset] $Start, [string] $Csv) {
        $random = [random]::new($Seed)
        $state = @{ Granted = 5.00d; Paid = 40.00d; Spent = 0.00d }
        $state.Granted, $state.Paid, $state.Spent = [decimal]5, [decimal]40, [decimal]0
        $spend = {
            $cents = [Math]::Min([decimal]$random.Next(0, 300), ($state.Granted + $state.Paid) * 100) / 100
            $fromGrant = [Math]::Min($state.Granted, $cents)
            $state.Granted -= $fromGrant
            $state.Paid -= $cents - $fromGrant
            $state.Spent += $cents
        }
        $rows = [Collections.Generic.List[string]]::new()
        $orders = @{ payment_orders = @(); bonus_orders = @() }
        for ($number = 0; $number -lt 160; $number++) {
            $at = $Start.AddHours(6 * $number)
            $rows.Add([string]::Format([cultureinfo]::InvariantCulture, 'team,USD,{0:o},{0:o},{1},{2},{3},true', $at, ($state.Granted + $state.Paid), $state.Granted, $state.Paid))
            & $spend
            if ($random.Next(6) -eq 0 -or $state.Paid -lt 5) {
                $amount = [decimal]$random.Next(500, 6000) / 100
                $when = $at.AddMinutes($random.Next(20, 330))
                $order = @{ amount = $amount.ToString([cultureinfo]::InvariantCulture); currency = 'USD' }
                if ($random.Next(4) -eq 0) {
                    $state.Granted += $amount
                    $orders.bonus_orders += $order + @{ created_at = $when.ToString('o') }
                }
                else {
                    $state.Paid += $amount
                    $orders.payment_orders += $order + @{ payment_order_id = "made-up-$number"; payment_order_status = 'SUCCESS'; paid_at = $when.ToString('o') }
                }
            }
            & $spend
        }
        $spent = $state.Spent
        & $spend
        $rows.Add([string]::Format([cultureinfo]::InvariantCulture, 'team,USD,{0:o},{0:o},{1},{2},{3},true', $Start.AddHours(6 * 160), ($state.Granted + $state.Paid), $state.Granted, $state.Paid))
        Set-Content -LiteralPath $Csv (@('account,currency,first_seen,last_seen,total,granted,topped_up,is_available') + $rows)
        @{ Spent = $spent + ($state.Spent - $spent); Invoices = @{ invoices = $orders } }
    }
}

Describe 'Import-DeepSeekExport of saved answers' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        $env:COSTCOMPASS_CLOCK = '2026-06-20T00:00:00Z'
    }
    AfterEach { Exit-TestHome }

    It 'keeps recorded charges of <Model> to the last digit' -ForEach @(
        @{ Model = 'deepseek-v4-pro'; Tokens = '103960448', '2042255', '722961'; Cost = '2.5990112000000000', '6.1267650000000000', '4.3377660000000000'; Sum = 13.0635422d }
        @{ Model = 'deepseek-v4-flash'; Tokens = '100686720', '1305432', '656338'; Cost = '2.0137344000000000', '1.3054320000000000', '1.3126760000000001'; Sum = 4.6318424000000001d }
    ) {
        $null = Import-DeepSeekExport (Save-Answer @{ total = @(); days = @(Get-Day $Model @Tokens) }) -Name team -ErrorAction Stop
        $done = Import-DeepSeekExport (Save-Answer @(@{ currency = 'CNY'; total = @(); days = @(Get-Day $Model @Cost) })) -Name team -ErrorAction Stop
        $day = Get-DeepSeekExport team
        @($day).Count | Should -Be 1
        $day.CacheHitTokens, $day.CacheMissTokens, $day.OutputTokens | Should -Be ([decimal[]]$Tokens)
        foreach ($pair in @(@($day.CacheHitCost, $Cost[0]), @($day.CacheMissCost, $Cost[1]), @($day.OutputCost, $Cost[2]))) {
            $pair[0] | Should -Be ([decimal]::Parse($pair[1], [cultureinfo]::InvariantCulture))
        }
        $total = [decimal]0
        $Cost | ForEach-Object { $total += [decimal]::Parse($_, [cultureinfo]::InvariantCulture) }
        $day.Cost | Should -Be $total
        $done.Cost[0].Cost | Should -Be $total
        $day.Priced, $day.Wallet, $day.Paid | Should -Be $null, $null, $null
        $line = Compare-DeepSeekUsage team -After 2026-05-03T00:00:00Z -Before 2026-05-04T00:00:00Z -Currency CNY -TimeZone UTC -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        if ($line) { $line.ByExport | Should -Be $total }
    }

    It 'makes the spend of a history with masked top-ups exact, to the cent (<_>)' -ForEach 1, 2, 3 {
        $csv = Join-Path $TestDrive "history-$_.csv"
        $truth = Get-MaskedHistory -Seed $_ -Start '2026-05-01T00:00:00Z' -Csv $csv
        $null = Import-CostSnapshot $csv
        $before = Get-CostSpend team -GroupBy Window
        ($before | Measure-Object Amount -Sum).Sum | Should -BeLessThan $truth.Spent
        $before.Quality | Should -Contain 'LowerBound'

        $file = Save-Answer $truth.Invoices
        $done = Import-DeepSeekExport $file -Name team -WarningVariable warned -ErrorAction Stop
        $done.Events | Should -BeGreaterThan 10
        $done.EventsAdded | Should -Be $done.Events
        $warned | Should -BeNullOrEmpty

        $after = Get-CostSpend team -GroupBy Window
        $sum = [decimal]0
        $after | Where-Object { $null -ne $_.Amount } | ForEach-Object { $sum += $_.Amount }
        $sum | Should -Be $truth.Spent
        $masked = $after | Where-Object { $_.TopUp -or $_.Grant }
        $masked.Quality | Select-Object -Unique | Should -Be 'Recovered'
        $after.Quality | Should -Not -Contain 'LowerBound'

        (Import-DeepSeekExport $file -Name team -WarningVariable warned).EventsAdded | Should -Be 0
        $warned | Should -BeNullOrEmpty
        @(Get-CostBalanceEvent team).Count | Should -Be $done.Events
    }

    It 'does not repeat a payment that the user recorded, and keeps two payments of the same amount' {
        $null = Add-CostBalanceEvent team -Kind TopUp -Amount 50 -Currency CNY -At 2026-05-03T02:55:00Z -WarningAction SilentlyContinue
        $paid = @{ amount = '50'; currency = 'CNY'; payment_order_status = 'SUCCESS'; paid_at = '2026-05-03T02:51:01+00:00' }
        $done = Import-DeepSeekExport (Save-Answer @{ invoices = @{ payment_orders = @($paid, $paid) } }) -Name team -WarningAction SilentlyContinue
        $done.Events, $done.EventsAdded | Should -Be 2, 1
        @(Get-CostBalanceEvent team).Count | Should -Be 2
    }

    It 'tells of payments that were not completed' {
        $null = Import-DeepSeekExport (Save-Answer @{ invoices = @{ payment_orders = @(@{ amount = '50'; currency = 'CNY'; payment_order_status = 'PENDING' }) } }) -Name team -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeLike 'Skipped 1 payments or grants*'
    }

    It 'reads an archive of the browser without the token in it' {
        $answer = Get-Content -Raw (Save-Answer @(@{ currency = 'CNY'; days = @(Get-Day -Model deepseek-v4-pro -Hits '1.5' -Misses '2' -Output '3') }))
        $har = Join-Path $TestDrive 'platform.deepseek.com.har'
        @{ log = @{ entries = @(@{
                        request = @{ url = 'https://platform.deepseek.com/api/v0/usage/cost?month=5&year=2026'; headers = @(@{ name = 'Authorization'; value = 'Bearer made-up-token-4711' }) }
                        response = @{ content = @{ text = $answer } } }) } } | ConvertTo-Json -Depth 12 | Set-Content $har
        $done = Import-DeepSeekExport $har -Name team -Verbose 4>&1
        ($done | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }).Cost[0].Cost | Should -Be 6.5
        "$($done | Out-String)" | Should -Not -BeLike '*4711*'
        Get-ChildItem $testHome -File -Recurse | ForEach-Object { [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($_.FullName)) | Should -Not -BeLike '*4711*' }
    }

    It 'imports nothing of an answer that says that the session is over' {
        $file = Join-Path $TestDrive 'over.json'
        Set-Content $file '{"code":40003,"msg":"Authorization Failed (invalid token)","data":null}'
        Import-DeepSeekExport $file -Name team -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ExportAnswerInvalid,*'
        "$($failed[0])" | Should -BeLike '*session was over*'
    }
}
