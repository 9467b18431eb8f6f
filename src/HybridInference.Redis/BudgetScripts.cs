namespace HybridInference.Redis;

/// <summary>The scripts of the Redis store, one per operation. Redis runs a script as a whole, so each is atomic.</summary>
/// <remarks>
/// <para>
/// A scope is a hash with the fields <c>s:b</c> (spent), <c>r:b</c> (reserved) and <c>o:b</c> (overrun) per bucket b, and <c>last</c>, the last
/// bucket. Open reservations are the fields of one hash, as arrays of amount, time, label and places; a sorted set has the times at which
/// they are overdue. Settling takes them out of both.
/// </para>
/// <para>The first argument replaces the server's clock in tests and is empty otherwise.</para>
/// </remarks>
internal static class BudgetScripts
{
    /// <summary>How long a scope is kept after its last reservation: longer than any window, in milliseconds.</summary>
    private const string ScopeLifetime = "34560000000";

    private const string Clock = """
        local now
        if ARGV[1] ~= '' then
          now = tonumber(ARGV[1])
        else
          local time = redis.call('TIME')
          now = time[1] * 1000 + math.floor(time[2] / 1000)
        end
        local function text(number) return string.format('%.0f', number) end

        """;

    /// <summary>Finds the place of now in the window whose arguments begin at <c>at</c>, and adds up what counts there.</summary>
    private const string Window = """
        local function position(at)
          local part, length = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
          if part > 0 then
            local start = now - length
            local bucket = now - now % part
            return bucket, start - start % part, bucket + part
          end
          for i = at + 2, at + 4 do
            if now >= tonumber(ARGV[i]) and now < tonumber(ARGV[i + 1]) then
              return tonumber(ARGV[i]), tonumber(ARGV[i]), tonumber(ARGV[i + 1])
            end
          end
          return nil
        end
        local function balance(key, at)
          local bucket, from, stop = position(at)
          if bucket == nil then return nil end
          local sums = { s = 0, r = 0, o = 0 }
          local fields = redis.call('HGETALL', key)
          local gone, last = {}, 0
          for i = 1, #fields, 2 do
            if fields[i] == 'last' then last = tonumber(fields[i + 1]) end
          end
          local ahead = math.max(0, last - bucket)
          bucket, from, stop = bucket + ahead, from + ahead, stop + ahead
          local oldest = bucket
          for i = 1, #fields, 2 do
            if fields[i] ~= 'last' then
              local kind, start = string.sub(fields[i], 1, 1), tonumber(string.sub(fields[i], 3))
              if start >= from then
                sums[kind] = sums[kind] + tonumber(fields[i + 1])
                oldest = math.min(oldest, start)
              else
                gone[#gone + 1] = fields[i]
              end
            end
          end
          return { bucket = bucket, from = from, stop = stop, oldest = oldest, last = last, sums = sums, gone = gone }
        end

        """;

    /// <summary>KEYS: the open reservations, their ends, the scopes. ARGV: clock, amount, lease, id, tenant, target, model, then limit and window per scope.</summary>
    /// <remarks>Returns 1; or 0, the index of the exhausted scope and its place in its window; or -1 when the clocks are too far apart.</remarks>
    public const string Reserve = Clock + Window + """
        local amount = tonumber(ARGV[2])
        local entry = { ARGV[2], text(now), ARGV[5], ARGV[6], ARGV[7] }
        local found = {}
        for i = 3, #KEYS do
          local at = 8 + (i - 3) * 7
          local scope = balance(KEYS[i], at + 1)
          if scope == nil then return { -1 } end
          if scope.sums.s + scope.sums.r + amount > tonumber(ARGV[at]) then
            if redis.call('HEXISTS', KEYS[1], ARGV[4]) == 1 then return { 1 } end
            return { 0, i - 3, text(scope.bucket), text(scope.from), text(scope.stop), text(scope.oldest) }
          end
          found[i] = scope
          entry[#entry + 1] = KEYS[i]
          entry[#entry + 1] = text(scope.bucket)
        end
        if redis.call('HSETNX', KEYS[1], ARGV[4], cjson.encode(entry)) == 0 then return { 1 } end
        redis.call('ZADD', KEYS[2], text(now + tonumber(ARGV[3])), ARGV[4])
        for i = 3, #KEYS do
          local scope, bucket = found[i], entry[2 * i + 1]
          redis.call('HINCRBY', KEYS[i], 'r:' .. bucket, ARGV[2])
          if scope.bucket ~= scope.last then
            redis.call('HSET', KEYS[i], 'last', bucket)
            redis.call('PEXPIRE', KEYS[i],
        """ + " " + ScopeLifetime + """
        )
            if #scope.gone > 0 then redis.call('HDEL', KEYS[i], unpack(scope.gone)) end
          end
        end
        return { 1 }
        """;

    /// <summary>KEYS: the open reservations, their ends. ARGV: id, amount or empty.</summary>
    /// <remarks>Returns 0, or 1 with what was reserved and what is charged. A bucket that has left its window counts nowhere any more.</remarks>
    public const string Settle = """
        local kept = redis.call('HGET', KEYS[1], ARGV[1])
        if not kept then return { 0 } end
        local entry = cjson.decode(kept)
        local reserved = entry[1]
        local charged = ARGV[2] ~= '' and ARGV[2] or reserved
        local free = string.format('%.0f', 0 - tonumber(reserved))
        local over = tonumber(charged) - tonumber(reserved)
        for i = 6, #entry, 2 do
          redis.call('HINCRBY', entry[i], 'r:' .. entry[i + 1], free)
          if charged ~= '0' then redis.call('HINCRBY', entry[i], 's:' .. entry[i + 1], charged) end
          if over > 0 then redis.call('HINCRBY', entry[i], 'o:' .. entry[i + 1], string.format('%.0f', over)) end
        end
        redis.call('HDEL', KEYS[1], ARGV[1])
        redis.call('ZREM', KEYS[2], ARGV[1])
        return { 1, reserved, charged }
        """;

    /// <summary>KEYS: the scope. ARGV: clock, window. Returns 1 with the sums and the place in the window, or -1 when the clocks are too far apart.</summary>
    public const string Balance = Clock + Window + """
        local scope = balance(KEYS[1], 2)
        if scope == nil then return { -1 } end
        return { 1, text(scope.sums.s), text(scope.sums.r), text(scope.sums.o), text(scope.bucket), text(scope.from), text(scope.stop), text(scope.oldest) }
        """;

    /// <summary>KEYS: the open reservations, their ends. ARGV: clock, count. Returns id, amount, time and label of each.</summary>
    public const string Overdue = Clock + """
        local found = {}
        for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', text(now), 'LIMIT', 0, ARGV[2])) do
          local entry = cjson.decode(redis.call('HGET', KEYS[1], id))
          found[#found + 1] = { id, entry[1], entry[2], entry[3], entry[4], entry[5] }
        end
        return found
        """;
}
