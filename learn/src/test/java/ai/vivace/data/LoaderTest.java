package ai.vivace.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.VivaceException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoaderTest {
    private static Loader.Builder noisy(int workers) {
        return Loader.of(Examples.reading(203, Set.of()))
                .batchSize(8)
                .workers(workers)
                .transforms(List.of(Examples::noisy))
                .preprocessing(new Preprocessing(Shape.of(1, 2, 2), 255, List.of(0.3), List.of(0.2)))
                .shuffled(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void batchesDoNotDependOnTheNumberOfWorkers(int workers) {
        List<Examples.Seen> alone = Examples.read(noisy(0).build(), 3, 0);
        assertThat(alone).hasSize(25);
        assertThat(Examples.read(noisy(workers).build(), 3, 0)).isEqualTo(alone);
        assertThat(Examples.read(noisy(workers).prefetch(1).build(), 3, 0)).isEqualTo(alone);
    }

    @Test
    void epochsDifferInOrderAndNoise() {
        Loader loader = noisy(2).build();
        List<Examples.Seen> first = Examples.read(loader, 0, 0);
        List<Examples.Seen> second = Examples.read(loader, 1, 0);
        assertThat(second.get(0).indices()).isNotEqualTo(first.get(0).indices());
        List<Float> orderedFirst =
                Examples.read(loader.toBuilder().ordered().build(), 0, 0).get(0).inputs();
        List<Float> orderedSecond =
                Examples.read(loader.toBuilder().ordered().build(), 1, 0).get(0).inputs();
        assertThat(orderedSecond).isNotEqualTo(orderedFirst);
        assertThat(Examples.read(loader, 0, 0)).as("an epoch read again").isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void resumingInsideAnEpochGivesTheSameBatches(int workers) {
        Loader loader = noisy(workers).build();
        List<Examples.Seen> whole = Examples.read(loader, 5, 0);
        assertThat(Examples.read(loader, 5, 10)).isEqualTo(whole.subList(10, whole.size()));
        assertThat(Examples.read(loader, 5, loader.batches())).isEmpty();
        assertThatThrownBy(() -> loader.epoch(5, 26)).hasMessageContaining("no batch 26");
    }

    @Test
    void shuffledOrderIsTheDocumentedStream() {
        Loader loader = Loader.of(Examples.bytes(10)).batchSize(10).shuffled(42).build();
        int[] expected = Rng.of(42).split("shuffle").split(6).permutation(10);
        assertThat(Examples.read(loader, 6, 0).get(0).indices())
                .containsExactlyElementsOf(Arrays.stream(expected).boxed().toList());
    }

    @Test
    void orderedLoaderKeepsTheDataSetsOrderAndEveryItem() {
        for (Loader loader : List.of(
                Loader.of(Examples.bytes(10)).batchSize(4).build(),
                Loader.of(Examples.reading(10, Set.of()))
                        .batchSize(4)
                        .workers(3)
                        .build())) {
            List<Examples.Seen> seen = Examples.read(loader, 0, 0);
            assertThat(seen.stream().flatMap(batch -> batch.indices().stream()))
                    .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
            assertThat(seen.get(2).inputs()).containsExactly(8f, 9f, 10f, 11f, 9f, 10f, 11f, 12f);
            assertThat(seen.get(2).targets()).containsExactly(2L, 0L);
            assertThat(loader.batches()).isEqualTo(3);
            assertThat(loader.items()).isEqualTo(10);
        }
    }

    @Test
    void shuffledLoaderDropsTheIncompleteBatchUnlessToldOtherwise() {
        Loader.Builder builder = Loader.of(Examples.bytes(10)).batchSize(4).shuffled(1);
        assertThat(Examples.read(builder.build(), 0, 0))
                .extracting(batch -> batch.indices().size())
                .containsExactly(4, 4);
        assertThat(builder.build().items()).isEqualTo(8);
        Loader keeping = builder.incompleteBatch(IncompleteBatch.KEEP).build();
        assertThat(Examples.read(keeping, 0, 0))
                .extracting(batch -> batch.indices().size())
                .containsExactly(4, 4, 2);
    }

    @Test
    void fewerItemsThanABatchMakeOneShortBatch() {
        Loader loader = Loader.of(Examples.bytes(3)).batchSize(64).shuffled(1).build();
        assertThat(loader.batches()).isEqualTo(1);
        assertThat(Examples.read(loader, 0, 0).get(0).indices()).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(loader.notes())
                .containsExactly("There are 3 items, fewer than a batch of 64: every epoch is one short batch.");
        assertThat(Loader.of(Examples.bytes(3)).build().notes()).as("ordered").isEmpty();
    }

    @Test
    void inMemoryBatchesEqualThoseReadItemByItem() {
        Loader whole = Loader.of(Examples.bytes(100)).batchSize(16).shuffled(3).build();
        Loader single = Loader.of(Examples.reading(100, Set.of()))
                .batchSize(16)
                .shuffled(3)
                .workers(2)
                .build();
        assertThat(whole.workers()).as("no workers for copying").isZero();
        assertThat(single.workers()).isEqualTo(2);
        assertThat(Examples.read(whole, 1, 0)).isEqualTo(Examples.read(single, 1, 0));
        Subset subset = Subset.of(Examples.bytes(100), 7, 3, 5);
        assertThat(Examples.read(Loader.of(subset).build(), 0, 0).get(0).targets())
                .containsExactly(1L, 0L, 2L);
    }

    @Test
    void inputsArePreprocessedInFloat32AndTargetsStayIntegers() {
        Loader loader = Loader.of(Examples.bytes(2))
                .preprocessing(new Preprocessing(Shape.of(1, 2, 2), 2, List.of(1.0), List.of(0.5)))
                .build();
        try (Scope scope = Scope.open();
                BatchStream batches = loader.epoch(0)) {
            Batch batch = Objects.requireNonNull(batches.next());
            assertThat(batch.input().shape()).isEqualTo(Shape.of(2, 1, 2, 2));
            assertThat(batch.input().dtype()).isEqualTo(DType.FLOAT32);
            assertThat(batch.input().toFloats()).containsExactly(-2, -1, 0, 1, -1, 0, 1, 2);
            assertThat(batch.target().dtype()).isEqualTo(DType.INT64);
            assertThat(batch.size()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void corruptItemFailsWithItsNameAtItsBatch(int workers) {
        Loader loader = Loader.of(Examples.reading(40, Set.of(13)))
                .batchSize(4)
                .workers(workers)
                .build();
        try (Scope scope = Scope.open();
                BatchStream batches = loader.epoch(0)) {
            for (int i = 0; i < 3; i++) {
                assertThat(batches.next()).isNotNull();
            }
            assertThatThrownBy(batches::next)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("file-13.png is not a picture. Repair")
                    .hasMessageContaining("OnCorrupt.SKIP");
        }
        assertThat(workersAlive()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8})
    void corruptItemsAreSkippedAndCountedOnce(int workers) {
        Loader loader = Loader.of(Examples.reading(40, Set.of(4, 5, 6, 7, 13)))
                .batchSize(4)
                .workers(workers)
                .onCorrupt(OnCorrupt.SKIP)
                .build();
        List<Examples.Seen> seen = Examples.read(loader, 0, 0);
        assertThat(seen).as("the second batch has no items left").hasSize(9);
        assertThat(seen.get(2).indices()).containsExactly(12, 14, 15);
        assertThat(seen.get(2).inputs()).hasSize(12);
        Examples.read(loader, 1, 0);
        assertThat(loader.skipped()).isEqualTo(5);
        assertThat(loader.skippedMessages()).hasSize(5).first().asString().contains("file-4.png is not a picture");
        assertThat(loader).asString().endsWith("5 skipped");
    }

    @Test
    void epochWhoseEveryItemIsCorruptFails() {
        Loader loader = Loader.of(Examples.reading(3, Set.of(0, 1, 2)))
                .onCorrupt(OnCorrupt.SKIP)
                .workers(1)
                .build();
        assertThatThrownBy(() -> Examples.read(loader, 0, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("None of the 3 items can be read")
                .hasMessageContaining("file-0.png");
    }

    @Test
    void itemsOfDifferentShapesAreBothNamed() {
        ItemTransform grow = (item, rng) -> ((Array.Bytes) item.input()).values()[0] == 2
                ? new Item(new Array.Bytes(Shape.of(1), new byte[1]), item.target())
                : item;
        Loader loader = Loader.of(Examples.reading(4, Set.of()))
                .transforms(List.of(grow))
                .workers(2)
                .onCorrupt(OnCorrupt.SKIP)
                .build();
        assertThatThrownBy(() -> Examples.read(loader, 0, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("file-0.png has uint8 [1, 2, 2]")
                .hasMessageContaining("file-2.png has uint8 [1]");
    }

    @Test
    void faultOfATransformNamesTransformAndItem() {
        Loader loader = Loader.of(Examples.reading(9, Set.of()))
                .transforms(List.of(new Faulty(5)))
                .workers(2)
                .batchSize(2)
                .build();
        assertThatThrownBy(() -> Examples.read(loader, 0, 0))
                .isInstanceOf(VivaceException.class)
                .hasMessageContaining("Faulty[value=5] failed on file-5.png")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    private record Faulty(int value) implements ItemTransform {
        @Override
        public Item apply(Item item, Rng rng) {
            if (((Array.Bytes) item.input()).values()[0] == value) {
                throw new IllegalStateException("broken");
            }
            return item;
        }
    }

    @Test
    void errorInAWorkerReachesTheAskingThread() {
        ItemTransform fatal = (item, rng) -> {
            throw new StackOverflowError("too deep");
        };
        Loader loader = Loader.of(Examples.bytes(9))
                .transforms(List.of(fatal))
                .workers(2)
                .build();
        assertThatThrownBy(() -> Examples.read(loader, 0, 0)).isInstanceOf(StackOverflowError.class);
        assertThat(workersAlive()).isEmpty();
    }

    @Test
    void workersEndWhenAStreamIsClosedEarly() {
        Loader loader = noisy(4).build();
        try (BatchStream batches = loader.epoch(0);
                Scope scope = Scope.open()) {
            assertThat(batches.next()).isNotNull();
            assertThat(workersAlive()).isNotEmpty().allMatch(Thread::isDaemon);
            assertThat(batches.waitedNanos()).isPositive();
            batches.close();
            assertThat(workersAlive()).isEmpty();
            assertThat(batches.next()).as("a closed stream has no more").isNull();
        }
    }

    @Test
    void workersEndWithTheEpoch() {
        Examples.read(noisy(4).build(), 0, 0);
        assertThat(workersAlive()).isEmpty();
    }

    @Test
    void interruptedWaitEndsTheStreamAndKeepsTheFlag() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ItemTransform stuck = (item, rng) -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("workers must not be interrupted", e);
            }
            return item;
        };
        Loader loader = Loader.of(Examples.bytes(4))
                .transforms(List.of(stuck))
                .workers(1)
                .build();
        BatchStream batches = loader.epoch(0);
        Thread.currentThread().interrupt();
        assertThatThrownBy(batches::next)
                .isInstanceOf(VivaceException.class)
                .hasMessageContaining("Interrupted while waiting for batch 0");
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        batches.close();
        assertThat(workersAlive()).isEmpty();
    }

    @Tag("leak")
    @Test
    void epochsInScopesLeaveNoEngineObjects() {
        Loader loader = noisy(2).build();
        Examples.read(loader, 0, 0);
        long before = Engine.liveObjects();
        for (int epoch = 1; epoch < 4; epoch++) {
            Examples.read(loader, epoch, 0);
        }
        assertThat(Engine.liveObjects()).isLessThanOrEqualTo(before);
    }

    @Test
    void batchWithoutAScopeLeavesOnlyItsOwnTensors() {
        Loader loader = noisy(0).build();
        try (BatchStream batches = loader.epoch(0)) {
            Batch warm = Objects.requireNonNull(batches.next());
            warm.input().close();
            warm.target().close();
            Batch batch = Objects.requireNonNull(batches.next());
            assertThat(batch.input().isClosed()).isFalse();
            assertThat(batch.input().toFloats()).hasSize(32);
            batch.input().close();
            batch.target().close();
        }
    }

    @Test
    void settingsAreChecked() {
        Loader.Builder builder = Loader.of(Examples.bytes(3));
        assertThatThrownBy(() -> builder.batchSize(0)).hasMessageContaining("at least 1, but is 0");
        assertThatThrownBy(() -> builder.workers(-1)).hasMessageContaining("0 or more, but is -1");
        assertThatThrownBy(() -> builder.prefetch(0)).hasMessageContaining("At least 1");
        assertThatThrownBy(() -> Loader.of(Subset.of(Examples.bytes(3))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no items");
    }

    private static List<Thread> workersAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vivace-loader-"))
                .toList();
    }
}
