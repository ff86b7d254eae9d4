package ai.vivace.text.generate;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Scope;
import ai.vivace.text.model.Decoding;
import ai.vivace.text.model.Generative;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes texts token by token.
 *
 * <pre>{@code
 * Generated text = Generator.of(model, Stop.after(200).at(end))
 *         .sampling(Sampling.temperature(0.8).topP(0.95))
 *         .seed(42)
 *         .write(prompt);
 * }</pre>
 *
 * <p>What is drawn for a text is a function of the seed, the text's number and the place of the token, whatever else is written at the same
 * time and on how many threads.
 */
public final class Generator {
    private final Generative model;
    private final Stop stop;
    private final Sampling sampling;
    private final Penalties penalties;
    private final TokenListener listener;
    private final long seed;

    private Generator(
            Generative model, Stop stop, Sampling sampling, Penalties penalties, TokenListener listener, long seed) {
        this.model = model;
        this.stop = stop;
        this.sampling = sampling;
        this.penalties = penalties;
        this.listener = listener;
        this.seed = seed;
    }

    /** Takes the likeliest token always, without penalties. */
    public static Generator of(Generative model, Stop stop) {
        return new Generator(
                model, stop, Sampling.greedy(), Penalties.none(), (text, token) -> TokenListener.Flow.CONTINUE, 0);
    }

    /** The same with another way to draw tokens. */
    public Generator sampling(Sampling sampling) {
        return new Generator(model, stop, sampling, penalties, listener, seed);
    }

    /** The same with penalties. */
    public Generator penalties(Penalties penalties) {
        return new Generator(model, stop, sampling, penalties, listener, seed);
    }

    /** The same with somebody who sees each token as it is written. */
    public Generator listener(TokenListener listener) {
        return new Generator(model, stop, sampling, penalties, listener, seed);
    }

    /** The same drawn from another seed; 0 by default. */
    public Generator seed(long seed) {
        return new Generator(model, stop, sampling, penalties, listener, seed);
    }

    /** Continues one text, or answers it. */
    public Generated write(int... prompt) {
        return write(List.of(prompt)).get(0);
    }

    /** Continues several texts at a time, or answers them. */
    public List<Generated> write(List<int[]> prompts) {
        Prompts.check(prompts);
        try (Scope scope = Scope.open();
                Decoding decoding = model.begin(Prompts.tokens(prompts), Prompts.mask(prompts))) {
            return new Writing(prompts, decoding).run();
        }
    }

    /** The texts of one call. */
    private final class Writing {
        private final Decoding decoding;
        private final List<Writer> open = new ArrayList<>();
        private final List<Writer> all = new ArrayList<>();

        Writing(List<int[]> prompts, Decoding decoding) {
            this.decoding = decoding;
            for (int i = 0; i < prompts.size(); i++) {
                all.add(new Writer(i, prompts.get(i)));
            }
            open.addAll(all);
        }

        List<Generated> run() {
            while (true) {
                float[][] logits = decoding.logits();
                List<Writer> next = new ArrayList<>();
                List<Integer> rows = new ArrayList<>();
                for (int row = 0; row < open.size(); row++) {
                    Writer writer = open.get(row);
                    writer.step(logits[row]);
                    if (writer.ending == null) {
                        next.add(writer);
                        rows.add(row);
                    }
                }
                if (next.isEmpty()) {
                    break;
                }
                if (decoding.room() == 0) {
                    next.forEach(writer -> writer.ending = Generated.Ending.CONTEXT);
                    break;
                }
                if (next.size() < open.size()) {
                    decoding.select(rows.stream().mapToInt(Integer::intValue).toArray());
                }
                open.clear();
                open.addAll(next);
                decoding.advance(open.stream().mapToInt(writer -> writer.last).toArray());
            }
            return all.stream().map(Writer::result).toList();
        }
    }

    /** One text. */
    private final class Writer {
        private final int number;
        private final int[] prompt;
        private final List<Integer> written = new ArrayList<>();
        private final Rng rng;
        private double logProbability;
        private int last;
        private Generated.@Nullable Ending ending;

        Writer(int number, int[] prompt) {
            this.number = number;
            this.prompt = prompt;
            this.rng = Rng.of(seed).split("generation").split(number);
        }

        void step(float[] logits) {
            double logSum = Ranking.logSum(logits);
            float[] changed = logits.clone();
            penalties.apply(changed, tokens(), prompt.length);
            int token = sampling.choose(changed, rng.split(written.size()));
            logProbability += logits[token] - logSum;
            if (stop.ends().contains(token)) {
                ending = Generated.Ending.END;
                return;
            }
            written.add(token);
            last = token;
            if (listener.written(number, token) == TokenListener.Flow.STOP) {
                ending = Generated.Ending.LISTENER;
            } else if (stop.endsWithSequence(written)) {
                ending = Generated.Ending.END;
            } else if (written.size() == stop.longest()) {
                ending = Generated.Ending.LENGTH;
            }
        }

        private int[] tokens() {
            int[] tokens = new int[prompt.length + written.size()];
            System.arraycopy(prompt, 0, tokens, 0, prompt.length);
            for (int i = 0; i < written.size(); i++) {
                tokens[prompt.length + i] = written.get(i);
            }
            return tokens;
        }

        Generated result() {
            return new Generated(written, logProbability, ending == null ? Generated.Ending.CONTEXT : ending);
        }
    }
}
