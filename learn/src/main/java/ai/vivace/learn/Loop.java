package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.function.Consumer;

/**
 * Epoch, batch, forward, backward, step. Everything else is a callback.
 *
 * <p>Each batch runs in a scope of its own, so nothing it makes outlives it. The engine's random stream, which dropout draws from,
 * restarts for each batch at a point given by the seed, the epoch and the batch, so that a resumed fit draws the same numbers.
 */
final class Loop {
    private final Learner learner;
    private final Callbacks callbacks;
    private final Rng draws;

    Loop(Learner learner, Callbacks callbacks) {
        this.learner = learner;
        this.callbacks = callbacks;
        this.draws = Rng.of(learner.seed()).split("draws");
    }

    /** Runs a stage from a position on; {@code restoration} runs once all callbacks are ready. */
    Signal run(Run run, Stage stage, Position from, Consumer<FitContext> restoration) {
        FitContext fit =
                new FitContext(learner, stage, learner.data().training().batches());
        fit.at(from.epoch(), from.batch());
        try (var closing = callbacks.closing(fit)) {
            callbacks.tell(fit, Callback::beforeFit);
            restoration.accept(fit);
            Signal signal = from.signal() == Signal.END_FIT ? Signal.END_FIT : Signal.CONTINUE;
            for (int epoch = from.epoch(); epoch < stage.epochs() && signal != Signal.END_FIT; epoch++) {
                signal = epoch(run, fit, epoch, epoch == from.epoch() ? from : Position.START);
            }
            callbacks.tell(fit, Callback::afterFit);
            return signal;
        }
    }

    private Signal epoch(Run run, FitContext fit, int epoch, Position from) {
        fit.at(epoch, from.batch());
        learner.model().train();
        Signal signal = from.signal().or(callbacks.ask(fit, Callback::beforeEpoch));
        if (signal.compareTo(Signal.END_EPOCH) < 0) {
            signal = train(run, fit, epoch, from.batch());
        }
        if (signal == Signal.END_FIT) {
            return signal;
        }
        callbacks.tell(fit, Callback::beforeValidation);
        fit.evaluation(learner.validate());
        callbacks.tell(fit, Callback::afterValidation);
        learner.countEpoch();
        return run.resumable(Position.afterEpoch(run.stage(), epoch), () -> callbacks.ask(fit, Callback::afterEpoch));
    }

    private Signal train(Run run, FitContext fit, int epoch, int firstBatch) {
        Rng epochDraws = draws.split(learner.epochsDone());
        Signal signal = Signal.CONTINUE;
        try (BatchStream stream = learner.data().training().epoch(learner.epochsDone(), firstBatch)) {
            for (int number = firstBatch; signal.compareTo(Signal.END_EPOCH) < 0; number++) {
                try (var scope = Scope.open()) {
                    Batch batch = stream.next();
                    if (batch == null) {
                        break;
                    }
                    fit.at(epoch, number);
                    BatchContext context = context(fit, batch, epochDraws.split(number));
                    Signal soFar = forwardAndStep(context);
                    Position after = Position.afterBatch(run.stage(), epoch, number, soFar);
                    signal = soFar.or(run.resumable(after, () -> callbacks.ask(context, Callback::afterBatch)));
                }
            }
        }
        return signal;
    }

    /** One training batch, in the caller's scope and outside of a run; what is drawn in it follows from {@code batchDraws}. */
    Signal batch(FitContext fit, Batch batch, Rng batchDraws) {
        BatchContext context = context(fit, batch, batchDraws);
        Signal signal = forwardAndStep(context);
        return signal.or(callbacks.ask(context, Callback::afterBatch));
    }

    /** The batch on its way; what the engine draws from now on follows from {@code batchDraws}. */
    private static BatchContext context(FitContext fit, Batch batch, Rng batchDraws) {
        Engine.seed(batchDraws);
        return new BatchContext(fit, batch, batchDraws);
    }

    private Signal forwardAndStep(BatchContext context) {
        context.fit().applySchedule();
        Signal signal = callbacks.ask(context, Callback::beforeBatch);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        context.output(context.run());
        signal = callbacks.ask(context, Callback::afterOutput);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        Tensor loss = context.criterion().mean(context.output(), context.target());
        context.loss(loss.item());
        context.objective(loss);
        signal = callbacks.ask(context, Callback::afterLoss);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        context.objective().backward();
        signal = callbacks.ask(context, Callback::afterGradients);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        signal = callbacks.ask(context, Callback::beforeStep);
        if (signal != Signal.CONTINUE) {
            return signal;
        }
        learner.optimizer().step();
        learner.optimizer().clearGradients();
        return callbacks.ask(context, Callback::afterStep);
    }
}
