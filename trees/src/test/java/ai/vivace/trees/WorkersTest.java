package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.VivaceException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    private final Workers workers = new Workers(4);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void eachPieceIsDoneOnceHoweverOftenWorkComes() {
        for (int round = 0; round < 20_000; round++) {
            int pieces = round % 9;
            AtomicIntegerArray done = new AtomicIntegerArray(9);
            workers.run(pieces, (piece, thread) -> done.incrementAndGet(piece));
            for (int piece = 0; piece < 9; piece++) {
                assertThat(done.get(piece)).isEqualTo(piece < pieces ? 1 : 0);
            }
        }
    }

    @Test
    void allThreadsTakePartAlsoWhenTheyHadFallenAsleep() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            Thread.sleep(20);
            CountDownLatch together = new CountDownLatch(4);
            ConcurrentHashMap<Integer, Integer> pieceOf = new ConcurrentHashMap<>();
            workers.run(4, (piece, thread) -> {
                together.countDown();
                await(together);
                pieceOf.put(thread, piece);
            });
            assertThat(pieceOf).containsOnlyKeys(0, 1, 2, 3);
        }
    }

    @Test
    void noThreadHasAGreaterNumberThanThereArePieces() {
        for (int round = 0; round < 5_000; round++) {
            AtomicInteger most = new AtomicInteger();
            workers.run(2, (piece, thread) -> most.accumulateAndGet(thread, Math::max));
            assertThat(most.get()).isLessThan(2);
        }
    }

    @Test
    void whatAPieceThrowsComesOutAndTheNextWorkIsDone() {
        for (int failing = 0; failing < 10; failing++) {
            int wrong = failing;
            assertThatThrownBy(() -> workers.run(10, (piece, thread) -> {
                        if (piece == wrong) {
                            throw new IllegalStateException("piece " + piece);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("piece " + wrong);
        }
        AtomicInteger done = new AtomicInteger();
        workers.run(10, (piece, thread) -> done.incrementAndGet());
        assertThat(done.get()).isEqualTo(10);
    }

    @Test
    void anInterruptionIsToldWhenNoPieceRunsAnyMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            go.countDown();
        });
        interrupter.start();
        assertThatThrownBy(() -> workers.run(2, (piece, thread) -> {
                    running.incrementAndGet();
                    begun.countDown();
                    if (thread > 0) {
                        await(go);
                    }
                    while (begun.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    running.decrementAndGet();
                }))
                .isInstanceOf(VivaceException.class)
                .hasMessage("Interrupted while growing trees.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running.get()).isZero();
        interrupter.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
