BeforeDiscovery {
    # What the simulated provider does wrong, and what a person is told. Nothing waits longer than it is allowed to.
    $faults = @(
        @{ Kind = 'Unauthorized'; Id = 'KeyRejected'; Category = 'AuthenticationError' }
        @{ Kind = 'PaymentRequired'; Id = 'BalanceInsufficient'; Category = 'LimitsExceeded' }
        @{ Kind = 'Forbidden'; Id = 'KeyForbidden'; Category = 'AuthenticationError' }
        @{ Kind = 'TooManyRequests'; With = @{ retryAfter = 30 }; Id = 'RateLimited'; Category = 'LimitsExceeded' }
        @{ Kind = 'TooManyRequests'; With = @{ retryAfterText = 'soon' }; Id = 'RateLimited'; Category = 'LimitsExceeded' }
        @{ Kind = 'ServerError'; Id = 'ProviderUnavailable'; Category = 'ConnectionError' }
        @{ Kind = 'Unavailable'; With = @{ retryAfter = 30 }; Id = 'ProviderUnavailable'; Category = 'ConnectionError' }
        @{ Kind = 'OtherStatus'; With = @{ status = 400 }; Id = 'BadRequest'; Category = 'InvalidArgument' }
        @{ Kind = 'OtherStatus'; With = @{ status = 404 }; Id = 'EndpointNotFound'; Category = 'ObjectNotFound' }
        @{ Kind = 'OtherStatus'; With = @{ status = 418 }; Id = 'UnexpectedStatus'; Category = 'InvalidResult' }
        @{ Kind = 'SlowBody'; With = @{ seconds = 30 }; Id = 'RequestTimeout'; Category = 'OperationTimeout' }
        @{ Kind = 'Hang'; With = @{ seconds = 30 }; Id = 'RequestTimeout'; Category = 'OperationTimeout' }
        @{ Kind = 'CutBody'; Id = 'ResponseIncomplete', 'ConnectionFailed'; Category = 'ConnectionError' }
        @{ Kind = 'DamagedBody'; Id = 'ResponseIncomplete'; Category = 'ConnectionError' }
        @{ Kind = 'Disconnect'; Id = 'ConnectionFailed'; Category = 'ConnectionError' }
        @{ Kind = 'HtmlInsteadOfJson'; Id = 'UnexpectedAnswer'; Category = 'InvalidResult' }
        @{ Kind = 'HugeBody'; Id = 'ResponseTooLarge'; Category = 'InvalidResult' }
        @{ Kind = 'RedirectElsewhere'; With = @{ location = 'https://elsewhere.example/user/balance' }; Id = 'RedirectRefused'; Category = 'SecurityError' }
        @{ Kind = 'AbsurdAmount'; Id = 'UnexpectedAnswer'; Category = 'InvalidResult'; Not = 'Models' }
        @{ Kind = 'OtherStatus'; With = @{ status = 410 }; Id = 'EndpointRetired'; Category = 'ObjectNotFound' }
        @{ Kind = 'MissingField'; Id = 'UnexpectedAnswer'; Category = 'InvalidResult' }
        @{ Kind = 'DeepNesting'; Id = 'UnexpectedAnswer'; Category = 'InvalidResult' }
        @{ Kind = 'TerminalEscapes'; Id = 'ProviderUnavailable'; Category = 'ConnectionError' }
        @{ Kind = 'TerminalEscapes'; With = @{ field = 'currency' }; Id = 'UnexpectedAnswer'; Category = 'InvalidResult'; Not = 'Models' }
    )
    foreach ($fault in $faults) {
        $fault['With'] = $fault['With'] ?? @{}
        $fault['Detail'] = ($fault['With'].GetEnumerator() | ForEach-Object { "$($_.Key) $($_.Value)" }) -join ' '
    }
    $script:faultsOfModels = $faults | Where-Object { $_['Not'] -ne 'Models' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:seconds = 2
    $script:steady = Open-Simulator -Argument '--topped-up', '7', '--clock', '2026-11-16T00:00:00Z'
    $script:faulty = Open-Simulator -Argument '--topped-up', '9', '--clock', '2026-11-16T00:00:00Z'
    $script:home1 = Enter-TestHome
    $null = Connect-TestAccount $steady steady
    $null = Connect-TestAccount $faulty faulty
    $env:TEST_KEY_NEWCOMER = $faulty.Key
    Enter-Instant '2026-11-16T00:00:00Z' $steady, $faulty
    $null = Update-CostSnapshot
    $null = Invoke-Simulator $faulty spend @{ amount = 1 }
    Enter-Instant '2026-11-16T01:00:00Z' $steady, $faulty
    $null = Update-CostSnapshot
    Enter-Instant '2026-11-16T02:00:00Z' $steady, $faulty

    function Get-RowHash {
        param([string] $Name = '*')
        $rows = Get-CostSnapshot $Name | ConvertTo-Json -Depth 3
        [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes("$rows")))
    }

    # One error of one account: all that a person or a script has to go by.
    function Assert-Failure {
        param($Failures, [string[]] $Id, [string] $Category, [string] $Account)
        $Failures | Should -HaveCount 1
        $record = $Failures[0]
        $Id | Should -Contain $record.FullyQualifiedErrorId.Split(',')[0]
        $record.FullyQualifiedErrorId | Should -BeLike '*,CostCompass.Commands.*Command'
        $record.CategoryInfo.Category | Should -Be $Category
        $record.TargetObject | Should -BeExactly $Account
        $record.Exception.Message | Should -BeLike "*'$Account'*"
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$record $($record.ErrorDetails.RecommendedAction)" | Should -Not -Match '[\x00-\x08\x0b-\x1f\x7f\x9b]|sk-|   at '
    }
}

AfterAll {
    Close-Simulator $steady
    Close-Simulator $faulty
    Exit-TestHome
}

Describe 'When the answer is <Kind> <Detail>' -ForEach $faults {
    BeforeAll {
        $env:COSTCOMPASS_HOME = $home1
        $null = Invoke-Simulator $faulty fault (@{ kind = $Kind; count = -1 } + $With)
        $script:options = @{ TimeoutSec = $seconds; ErrorVariable = 'failures'; ErrorAction = 'SilentlyContinue' }
    }

    BeforeEach { $script:watch = [Diagnostics.Stopwatch]::StartNew() }

    AfterEach { $watch.Elapsed.TotalSeconds | Should -BeLessThan ($seconds + 15) }

    AfterAll { $null = Invoke-Simulator $faulty fault -Method Delete }

    It 'Get-DeepSeekBalance says <Id>, and goes on with the next account' {
        $balance = Get-DeepSeekBalance faulty, steady @options

        Assert-Failure $failures -Id $Id -Category $Category -Account faulty
        $balance.Account | Should -Be 'steady'
        $balance.Total | Should -Be 7
    }

    It 'Update-CostSnapshot says <Id>, and stores nothing of that account' {
        $before = Get-RowHash faulty
        $snapshot = Update-CostSnapshot @options

        Assert-Failure $failures -Id $Id -Category $Category -Account faulty
        $snapshot.Account | Should -Be 'steady'
        Get-RowHash faulty | Should -Be $before
    }

    It 'Update-CostSnapshot makes no store for it' {
        $env:COSTCOMPASS_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $env:DEEPSEEK_API_KEY = $faulty.Key
        $env:DEEPSEEK_BASE_URL = $faulty.BaseUri
        try {
            Update-CostSnapshot @options | Should -BeNullOrEmpty
            Assert-Failure $failures -Id $Id -Category $Category -Account deepseek
            $env:COSTCOMPASS_HOME | Should -Not -Exist
        }
        finally {
            $env:COSTCOMPASS_HOME = $home1
            $env:DEEPSEEK_API_KEY = $null
            $env:DEEPSEEK_BASE_URL = $null
        }
    }

    It 'Connect-DeepSeek says <Id>, and connects nothing' {
        $account = Connect-DeepSeek newcomer -EnvironmentVariable TEST_KEY_NEWCOMER -BaseUri $faulty.BaseUri @options

        Assert-Failure $failures -Id $Id -Category $Category -Account newcomer
        $account | Should -BeNullOrEmpty
        (Get-CostAccount).Name | Should -Be @('faulty', 'steady')
    }

    It 'the account''s status tells of it' {
        $null = Get-DeepSeekBalance @options
        $expected = "$Id" -like 'Key*' ? 'Auth' : "$Id" -eq 'RateLimited' ? 'Limited' : 'Error'
        (Get-CostAccount faulty).Status | Should -Be $expected
        (Get-CostAccount steady).Status | Should -Be 'Ok'
    }
}

Describe 'When the answer about models is <Kind> <Detail>' -ForEach $script:faultsOfModels {
    It '<_> says <Id>' -ForEach 'Get-DeepSeekModel', 'Get-DeepSeekRateLimit' {
        $null = Invoke-Simulator $faulty fault (@{ kind = $Kind; count = -1 } + $With)
        try {
            & $_ faulty -TimeoutSec $seconds -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            Assert-Failure $failures -Id $Id -Category $Category -Account faulty
        }
        finally {
            $null = Invoke-Simulator $faulty fault -Method Delete
        }
    }
}

Describe 'What may pass by itself is tried again' {
    BeforeEach { $null = Invoke-Simulator $faulty requests -Method Delete }

    AfterEach { $null = Invoke-Simulator $faulty fault -Method Delete }

    It 'after one <_>' -ForEach 'ServerError', 'Unavailable', 'TooManyRequests', 'CutBody', 'Disconnect' {
        $null = Invoke-Simulator $faulty fault @{ kind = $_ }
        (Get-DeepSeekBalance faulty).Total | Should -Be 8
        (Invoke-Simulator $faulty requests).count | Should -Be 2
    }

    It 'not before the provider''s own time' {
        $null = Invoke-Simulator $faulty fault @{ kind = 'TooManyRequests'; retryAfter = 2 }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        (Get-DeepSeekBalance faulty).Total | Should -Be 8
        $watch.Elapsed.TotalSeconds | Should -BeGreaterThan 1.9
    }

    It 'and a refused key is not' {
        $null = Invoke-Simulator $faulty fault @{ kind = 'Unauthorized' }
        Get-DeepSeekBalance faulty -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        (Invoke-Simulator $faulty requests).count | Should -Be 1
    }
}

Describe 'The key goes to the account''s address alone' {
    It 'and not to where a redirect of status <_> leads' -ForEach 301, 302, 303, 307, 308 {
        $null = Invoke-Simulator $steady requests -Method Delete
        $null = Invoke-Simulator $faulty fault @{ kind = 'RedirectElsewhere'; status = $_; location = "$($steady.BaseUri)/user/balance" }
        Get-DeepSeekBalance faulty -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        Assert-Failure $failures -Id RedirectRefused -Category SecurityError -Account faulty
        (Invoke-Simulator $steady requests).count | Should -Be 0
    }

    It 'and not over plain http to another machine: <_>' -ForEach 'http://192.0.2.1', 'http://api.deepseek.com', 'http://127.0.0.1.example.com' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        foreach ($skip in $true, $false) {
            Connect-DeepSeek insecure -EnvironmentVariable TEST_KEY_NEWCOMER -BaseUri $_ -SkipVerification:$skip -ErrorVariable failures -ErrorAction SilentlyContinue |
                Should -BeNullOrEmpty
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'InsecureBaseUri,*'
            $failures[0].CategoryInfo.Category | Should -Be 'SecurityError'
        }
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 20
        Get-CostAccount insecure* | Should -BeNullOrEmpty
    }

    It 'and not to an address with more in it than an address: <_>' -ForEach 'https://nobody:hidden@api.deepseek.com', 'https://api.deepseek.com/?token=hidden', 'ftp://127.0.0.1', 'file:///etc' {
        Connect-DeepSeek odd -EnvironmentVariable TEST_KEY_NEWCOMER -BaseUri $_ -SkipVerification -ErrorVariable failures -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidBaseUri,*'
        $failures[0].Exception.Message | Should -Not -Match 'nobody|hidden|token'
    }

    It 'and to nowhere else when DEEPSEEK_BASE_URL is <Address>' -ForEach @(
        @{ Address = 'http://192.0.2.1'; Id = 'InsecureBaseUri' }
        @{ Address = 'gateway.example/deepseek'; Id = 'InvalidBaseUri' }
        @{ Address = '127.0.0.1:8080'; Id = 'InvalidBaseUri' }
    ) {
        $null = Enter-TestHome
        $env:DEEPSEEK_API_KEY = $faulty.Key
        $env:DEEPSEEK_BASE_URL = $Address
        try {
            Get-DeepSeekBalance -TimeoutSec 5 -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failures[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
            Update-CostSnapshot -TimeoutSec 5 -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failures[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        }
        finally {
            $null = Enter-TestHome
            $env:COSTCOMPASS_HOME = $home1
        }
    }
}

Describe 'A script that meets a failure' {
    BeforeAll {
        $null = Invoke-Simulator $faulty fault @{ kind = 'Unauthorized'; count = -1 }
        $script:environment = @{ COSTCOMPASS_HOME = (Join-Path $TestDrive 'exit'); DEEPSEEK_API_KEY = $faulty.Key; DEEPSEEK_BASE_URL = $faulty.BaseUri }
    }

    AfterAll { $null = Invoke-Simulator $faulty fault -Method Delete }

    It 'goes on, and sees it in $? and on the error stream' {
        $shell = Invoke-FreshShell -Environment $environment -Script {
            Update-CostSnapshot
            $?
        }
        $shell.ExitCode | Should -Be 0
        $shell.Value | Should -Be $false
        $shell.Errors | Should -BeLike '*Update-CostSnapshot*rejected the key*'
    }

    It 'ends with another exit code than 0 under -ErrorAction Stop' {
        $shell = Invoke-FreshShell -Environment $environment -Script { Update-CostSnapshot -ErrorAction Stop }
        $shell.ExitCode | Should -Be 1
        $shell.Errors | Should -BeLike '*rejected the key*'
    }
}
