‸<x-app-layout>
    <x-slot name="header">
        <h2 class="font-semibold text-xl text-gray-800 leading-tight">
            {{ __('Dashboard') }}
        </h2>
    </x-slot>

    @php($total = $orders->sum('total'))

    <div class="py-12">
        <div class="max-w-7xl mx-auto sm:px-6 lg:px-8">
            <img src="{{ asset('images/logo.png') }}" alt="{{ config('app.name') }}">
            <img src="/images/banner.jpg" alt="Spring sale">

            @if (session('status') === 'saved')
                <p class="alert">Saved. ‸</p>
            @endif

            @forelse ($orders as $order)
                <div @class(['p-6', 'bg-red-100' => $order->late])>
                    #{{ $order->id }} &middot; {!! $order->note !!}
                    ‸
                </div>
            @empty
                <x-empty-state />
            @endforelse

            {{-- Total --}}
            <p>Total: {{ number_format($total, 2) }} €</p>
            <table><tr><td>‸</td></tr></table>
        </div>
    </div>

    @push('scripts')
        <script>
            window.orders = @json($orders);
        </script>
    @endpush
</x-app-layout>
‸